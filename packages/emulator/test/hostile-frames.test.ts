import assert from "node:assert/strict";
import { test } from "node:test";
import { WebSocket } from "ws";
import { until } from "../../../test/support/until.ts";
import { encodeWire } from "../../protocol/test/support/wire-frame.ts";
import { Random } from "../src/random.ts";
import { askForUrl, freshUrl, Peer } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

const FRAMES = 100_000;
const BATCH = 1_000;
const MAX_GROWTH_BYTES = 8 * 1024 * 1024;

/** The seed of this run; set LARKWIRE_SEED to repeat one. */
const seed = Number(process.env.LARKWIRE_SEED ?? Math.floor(Math.random() * 2 ** 32));

/** Random bytes, frames with random content, and good answers with bytes changed, cut or added. */
function hostileBytes(random: Random, good: Uint8Array): Uint8Array {
  const kind = random.below(4);
  if (kind === 0) return Uint8Array.from({ length: random.below(64) }, () => random.below(256));
  if (kind === 1) return randomFrame(random);
  const bytes = Uint8Array.from(good);
  for (let change = random.below(4); change >= 0; change--) bytes[random.below(bytes.length)] = random.below(256);
  return kind === 2 ? bytes : bytes.subarray(0, random.below(bytes.length));
}

function randomFrame(random: Random): Uint8Array {
  const keys = ["type", "message_id", "sum", "seq", "biz_rt", ""];
  const headers = Array.from({ length: random.below(5) }, () => ({
    key: keys[random.below(keys.length)] ?? "",
    value: random.alphanumeric(random.below(8)),
  }));
  const payload = Uint8Array.from({ length: random.below(32) }, () => random.below(256));
  return encodeWire({ SeqID: random.bigUint64(), service: -1, method: random.below(4) - 1, headers, payload });
}

function heapAfterGc(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

test(`${FRAMES} hostile frames do no harm and leave nothing behind (LARKWIRE_SEED=${seed})`, async (t) => {
  assert.ok(globalThis.gc, "run with --expose-gc");
  const { emulator, app, clock } = await startWorld(t);
  const random = new Random(seed);
  const peer = await Peer.connect(emulator, app);
  const waiting = app.deliverEvent({ type: "x", event: {} });
  const push = await peer.push();
  const good = encodeWire({ ...push.last, payload: Buffer.from('{"code":200,"data":"e30="}') });
  peer.answer(push);
  await waiting;

  const attacker = new WebSocket(await freshUrl(emulator, app));
  await until(() => attacker.readyState === attacker.OPEN);
  const sendBatch = async (): Promise<void> => {
    for (let count = 0; count < BATCH; count++) attacker.send(hostileBytes(random, good));
    const echoed = new Promise((resolve) => attacker.once("pong", resolve));
    attacker.ping();
    await echoed;
  };
  for (let batch = 0; batch < 20; batch++) await sendBatch();
  const before = heapAfterGc();
  for (let batch = 20; batch < FRAMES / BATCH; batch++) await sendBatch();
  const growth = heapAfterGc() - before;
  assert.ok(growth < MAX_GROWTH_BYTES, `the heap grew by ${growth} bytes`);

  const { undecodableFrame, unknownFrame, unmatchedAnswer } = emulator.wireFaults;
  assert.ok(
    undecodableFrame > 10_000 && unknownFrame > 1_000 && unmatchedAnswer > 1_000,
    JSON.stringify(emulator.wireFaults),
  );
  attacker.close();
  await until(() => app.connections.length === 1);
  const said = app.deliverEvent({ type: "x", event: {} });
  peer.answer(await peer.push());
  assert.equal((await said).acknowledged, true);
  assert.equal(clock.timerCount, 1, "only the timer of the RFC pings may be left");
});

test("text frames are ignored and counted", async (t) => {
  const { emulator, app } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  peer.socket.send("hello");
  await peer.ping();
  assert.equal(emulator.wireFaults.textFrame, 1);
  assert.equal(app.connections.length, 1);
});

const fail = (): never => {
  throw new Error("the logger fails");
};
const reject = (): Promise<never> => Promise.reject(new Error("the logger fails later"));

for (const [how, write] of [
  ["throws", fail],
  ["rejects", reject],
] as const) {
  test(`a logger that ${how} harms nobody`, async (t) => {
    const logger = { debug: write, info: write, warn: write, error: write };
    const { emulator, app, chat } = await startWorld(t, { logger });
    assert.equal((await askForUrl(emulator, "{}")).code, 514);
    const peer = await Peer.connect(emulator, app);
    peer.socket.send("text");
    const said = chat.say("hello");
    peer.answer(await peer.push());
    assert.equal((await said).acknowledged, true);
    assert.equal(emulator.wireFaults.textFrame, 1);
  });
}

test("unknown methods and types are ignored and counted", async (t) => {
  const { emulator, app } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const frame = { SeqID: 1n, LogID: 1n, service: 1, method: 2, headers: [{ key: "type", value: "ping" }] };
  peer.send(frame);
  peer.send({ ...frame, method: 0, headers: [{ key: "type", value: "pong" }] });
  await peer.ping();
  assert.equal(emulator.wireFaults.unknownFrame, 2);
});

test("a frame that is too large ends its connection with 1009, and no other", async (t) => {
  const { emulator, app } = await startWorld(t, { maxReceivedFrameBytes: 2_000 });
  const [greedy, modest] = [await Peer.connect(emulator, app), await Peer.connect(emulator, app)];
  greedy.socket.send(new Uint8Array(2_001));
  assert.equal(await greedy.closed, 1009);
  await until(() => app.connections.length === 1);
  assert.equal(emulator.wireFaults.oversizedFrame, 1);
  await modest.ping();
});

test("the journal keeps the last deliveries only", async (t) => {
  const { emulator, app } = await startWorld(t, { maxJournalEntries: 3 });
  const sent: string[] = [];
  for (const type of ["a", "b", "c", "d", "e"]) {
    const { messageId } = await app.deliverEvent({ type, event: {} });
    sent.unshift(messageId);
  }
  assert.deepEqual(
    emulator.deliveries.map(({ messageId }) => messageId),
    sent.slice(0, 3),
  );
});

test("an answer is understood although the journal has forgotten the message", async (t) => {
  const { emulator, app, chat } = await startWorld(t, { maxJournalEntries: 1 });
  const peer = await Peer.connect(emulator, app);
  const first = chat.say("first");
  const second = chat.say("second");
  for (let count = 0; count < 2; count++) peer.answer(await peer.push());
  assert.deepEqual([(await first).acknowledged, (await second).acknowledged], [true, true]);
  assert.equal(emulator.deliveries.length, 1);
});
