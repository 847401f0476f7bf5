import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../src/index.ts";
import { Random } from "../src/random.ts";
import { freshUrl, Peer } from "./support/peer.ts";

test("a stream depends on the seed and its name, not on what others draw or when it is first asked for", () => {
  const [quiet, busy] = [new Random(5), new Random(5)];
  const first = quiet.stream("a").hex(32);
  busy.stream("b").hex(99);
  busy.hex(7);
  assert.equal(busy.stream("a").hex(32), first);
  assert.notEqual(new Random(6).stream("a").hex(32), first);
  const names = ["a", "b", "ab", "a/b", ""];
  assert.equal(new Set(names.map((name) => new Random(5).stream(name).hex(16))).size, names.length);
  assert.equal(new Random(5).stream("x").stream("y").hex(8), new Random(5).stream("x").stream("y").hex(8));
});

test("100,000 streams begin differently", () => {
  const random = new Random(1);
  const starts = new Set(Array.from({ length: 100_000 }, (_, at) => random.stream(`cli_${at}`).hex(24)));
  assert.equal(starts.size, 100_000);
});

test("a snapshot brings back the whole tree, and reset() the beginning", () => {
  const random = new Random(3);
  const draw = (): string[] => [random.hex(8), random.stream("a").hex(8), random.stream("a").stream("b").hex(8)];
  const [first, state, second] = [draw(), JSON.stringify(random.snapshot()), draw()];
  assert.notDeepEqual(first, second);
  random.stream("later").hex(8);
  random.restore(JSON.parse(state));
  assert.deepEqual(draw(), second);
  assert.equal(random.stream("later").hex(8), new Random(3).stream("later").hex(8));
  random.reset();
  assert.deepEqual(draw(), first);
});

/** The ids of two apps whose clients dial and whose events go out in the given order. */
async function idsOf(order: readonly ["a" | "b", "a" | "b"]): Promise<string> {
  const emulator = await startEmulator({ seed: 9, clock: "manual" });
  const apps = { a: emulator.createApp(), b: emulator.createApp() };
  const urls = { a: "", b: "" };
  for (const name of order) urls[name] = new URL(await freshUrl(emulator, apps[name])).search;
  for (const name of order) void (await Peer.connect(emulator, apps[name])).answerAll();
  const sent = { a: "", b: "" };
  for (const name of order) {
    const { messageId, eventId, seqId, traceId } = await apps[name].deliverEvent({ type: "x", event: {} });
    sent[name] = [messageId, eventId, seqId, traceId].join(" ");
  }
  await emulator.close();
  return JSON.stringify([urls, sent]);
}

test("in which order the clients of two apps dial, and get their events, changes no id", async () => {
  assert.equal(await idsOf(["a", "b"]), await idsOf(["b", "a"]));
});
