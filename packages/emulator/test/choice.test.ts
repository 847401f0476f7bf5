import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../test/support/manual-clock.ts";
import type { Emulator } from "../src/index.ts";
import { startEmulator } from "../src/index.ts";
import { Peer } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

test("each message goes to one client, chosen at random with equal weight", async (t) => {
  const { emulator, app } = await startWorld(t);
  const peers = await Promise.all([1, 2, 3].map(() => Peer.connect(emulator, app)));
  for (const peer of peers) void peer.answerAll();
  const counts = new Map<string | undefined, number>();
  for (let round = 0; round < 300; round++) {
    const { connectionId, repeatedAnswers } = await app.deliverEvent({ type: "x", event: {} });
    assert.equal(repeatedAnswers, 0);
    counts.set(connectionId, (counts.get(connectionId) ?? 0) + 1);
  }
  assert.equal(counts.size, 3);
  for (const count of counts.values()) assert.ok(count > 60 && count < 140, `chosen ${count} times of 300`);
});

test("a client of another app is never chosen", async (t) => {
  const { emulator, app } = await startWorld(t);
  await Peer.connect(emulator, emulator.createApp());
  assert.equal((await app.deliverEvent({ type: "x", event: {} })).status, "no_client");
});

/** Everything random in a short story, as text. */
async function story(seed: number): Promise<string> {
  const emulator = await startEmulator({ seed, clock: new ManualClock() });
  const app = emulator.createApp();
  const chat = emulator.createUser({ name: "Alice" }).openChat(app);
  const peers = [await Peer.connect(emulator, app), await Peer.connect(emulator, app)];
  for (const peer of peers) void peer.answerAll();
  for (const text of ["a", "b", "c", "d", "e", "f"]) await chat.say(text);
  await chat.paste("https://example.com/");
  const transcript = JSON.stringify([app, emulator.seed, chat.chatId, chat.user.unionId, journal(emulator)]);
  await emulator.close();
  return transcript;
}

function journal(emulator: Emulator): unknown {
  return emulator.deliveries;
}

test("equal seeds give equal ids and equal choices, other seeds do not", async () => {
  const first = await story(42);
  assert.equal(await story(42), first);
  assert.notEqual(await story(43), first);
});

test("without a seed no two emulators are alike, and the seed can be read", async (t) => {
  const [one, two] = [await startEmulator(), await startEmulator()];
  t.after(() => Promise.all([one.close(), two.close()]));
  assert.notEqual(one.seed, two.seed);
  assert.notEqual(one.createApp().appId, two.createApp().appId);
});
