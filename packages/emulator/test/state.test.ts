import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { type App, type Emulator, type EmulatorSnapshot, ManualClock, startEmulator } from "../src/index.ts";
import { settle } from "../src/time/settle.ts";
import { freshUrl, Peer, refusedUpgrade } from "./support/peer.ts";
import { RawClient } from "./support/raw-client.ts";
import { button, cardV2 } from "./support/world.ts";

const MAX_RESET_MS = 50;

async function manual(t: { after(fn: () => unknown): void }, seed = 1): Promise<Emulator> {
  const emulator = await startEmulator({ clock: "manual", seed });
  t.after(() => emulator.close());
  return emulator;
}

/** Everything that a short story shows to the outside: ids, times, the journal. */
async function story(emulator: Emulator): Promise<string> {
  const app = emulator.createApp();
  const chat = emulator.createUser({ name: "Alice" }).openChat(app);
  const { search } = new URL(await freshUrl(emulator, app));
  const peers = [await Peer.connect(emulator, app), await Peer.connect(emulator, app)];
  for (const peer of peers) void peer.answerAll();
  for (const text of ["a", "b", "c"]) await chat.say(text);
  await emulator.clock.advance(60_000);
  const card = chat.postCard(cardV2([button("Go", {})]));
  await card.click("Go");
  await chat.paste("https://example.com/");
  const key = await app.developerConsole.regenerateEncryptKey();
  const ids = [app.appId, app.appSecret, app.tenantKey, chat.user.openId(app), chat.chatId, card.messageId, key];
  return JSON.stringify([search, ids, app.published, emulator.clock.now(), emulator.deliveries]);
}

test("reset(): the same story again, to the last byte, and as on a new emulator", async (t) => {
  const emulator = await manual(t);
  const first = await story(emulator);
  emulator.reset();
  const second = await story(emulator);
  emulator.reset();
  assert.equal(second, first);
  assert.equal(await story(await manual(t)), first);
  assert.notEqual(await story(await manual(t, 2)), first);
});

test("reset(): nothing is left, and everybody is told", async (t) => {
  const emulator = await manual(t);
  const app = emulator.createApp();
  const alice = emulator.createUser({ name: "Alice" });
  const client = await RawClient.connect(emulator, app);
  const card = alice.openChat(app).postCard(cardV2([button("Go", {})]));
  const url = await freshUrl(emulator, app);
  emulator.faults.add({ kind: "delay", ms: 5, direction: "to_app" });
  const waits = assert.rejects(app.deliverEvent({ type: "x", event: {} }), { code: "emulator_closed" });
  await emulator.clock.advance(10);
  client.socket.send("text");
  await until(() => emulator.wireFaults.textFrame === 1);
  emulator.reset();
  await waits;
  assert.equal(await client.closed, 1001);
  assert.deepEqual([emulator.deliveries, emulator.faults.list(), app.connections], [[], [], []]);
  assert.equal(emulator.wireFaults.textFrame, 0);
  assert.equal(emulator.clock.now(), new ManualClock().now());
  assert.deepEqual(
    emulator.activity.since().map(({ type }) => type),
    ["reset"],
  );
  assert.deepEqual(await apps(emulator), []);
  assert.equal((await refusedUpgrade(url)).headers["handshake-status"], "514");
  await assert.rejects(card.click("Go"), { code: "emulator_closed", message: /reset meanwhile/ });
  await assert.rejects(app.deliverEvent({ type: "x", event: {} }), { code: "emulator_closed" });
  emulator.createApp({ appId: app.appId });
});

test(`reset() takes less than ${MAX_RESET_MS} ms with 50 connections and a full journal`, async (t) => {
  const emulator = await manual(t);
  const apps = Array.from({ length: 10 }, () => emulator.createApp());
  const peers = await Promise.all(apps.flatMap((app) => Array.from({ length: 5 }, () => Peer.connect(emulator, app))));
  for (const peer of peers) void peer.answerAll();
  for (let count = 0; count < 100; count++)
    await Promise.all(apps.map((app) => app.deliverEvent({ type: "x", event: {} })));
  assert.equal(emulator.deliveries.length, 1_000);
  const begun = performance.now();
  emulator.reset();
  const took = performance.now() - begun;
  assert.ok(took < MAX_RESET_MS, `${took} ms`);
  await Promise.all(peers.map(async ({ closed }) => assert.equal(await closed, 1001)));
});

test("a client that ignores the close frame is not heard any more, and holds no place", async (t) => {
  const emulator = await startEmulator({ clock: "manual", seed: 1, maxConnectionsPerApp: 1 });
  t.after(() => emulator.close());
  const app = emulator.createApp();
  const peer = await Peer.connect(emulator, app);
  peer.socket.pause();
  emulator.reset();
  await Peer.connect(emulator, emulator.createApp({ appId: app.appId }));
  peer.send({ method: 1, headers: [{ key: "message_id", value: "x" }] });
  await settle();
  assert.equal(emulator.wireFaults.unmatchedAnswer, 0);
  peer.socket.resume();
  await peer.closed;
});

test("a clock that others share is not set back", async (t) => {
  const clock = new ManualClock(0);
  const emulator = await startEmulator({ clock });
  t.after(() => emulator.close());
  await clock.advance(500);
  emulator.reset();
  assert.equal(clock.now(), 500);
});

/** What comes of the same few steps: ids and choices. */
async function steps(emulator: Emulator, app: App): Promise<string> {
  const deliveries = [];
  for (const type of ["x", "y", "z"]) deliveries.push(await app.deliverEvent({ type, event: {} }));
  const other = emulator.createApp();
  return JSON.stringify([deliveries, other.appId, other.appSecret, emulator.clock.now()]);
}

test("restore(): everything goes on from the snapshot, as often as one likes, and connections stay", async (t) => {
  const emulator = await manual(t);
  const app = emulator.createApp();
  await story(emulator);
  const peer = await Peer.connect(emulator, app);
  void peer.answerAll();
  await app.developerConsole.save({ bot: false, scopes: ["x"] });
  const snapshot = emulator.snapshot();
  const journal = JSON.stringify(emulator.deliveries);
  const draft = app.developerConsole.draft;

  const first = await steps(emulator, app);
  await emulator.clock.advance(1_000);
  app.developerConsole.publish();
  emulator.restore(snapshot);
  assert.equal(JSON.stringify(emulator.deliveries), journal);
  assert.deepEqual([app.developerConsole.draft, app.published.bot], [draft, true]);
  assert.equal(app.connections.length, 1);
  assert.equal(await steps(emulator, app), first);
  emulator.restore(JSON.parse(JSON.stringify(snapshot)) as EmulatorSnapshot);
  assert.equal(await steps(emulator, app), first);
  peer.socket.close();
});

test("restore(): into another emulator, with another seed", async (t) => {
  const [one, two] = [await manual(t, 1), await manual(t, 2)];
  const app = one.createApp({ blank: true, encryptKey: "k" });
  await one.clock.advance(5_000);
  const stranger = two.createApp();
  const client = await RawClient.connect(two, stranger);
  two.restore(one.snapshot());
  assert.equal(await client.closed, 1001);
  assert.equal(two.clock.now(), one.clock.now());
  const [restored] = await apps(two);
  assert.deepEqual(restored, (await apps(one))[0]);
  assert.equal(restored?.appId, app.appId);
  assert.equal(one.createApp().appId, two.createApp().appId);
  two.reset();
  assert.equal(two.createApp().appId, stranger.appId, "its own seed again");
});

async function apps(emulator: Emulator): Promise<{ appId: string }[]> {
  const answer = await (await fetch(`${emulator.admin}/apps`)).json();
  return (answer as { data: { appId: string }[] }).data;
}

test("restore(): what waited for an answer is closed, and faults are gone", async (t) => {
  const emulator = await manual(t);
  const app = emulator.createApp();
  const client = await RawClient.connect(emulator, app);
  const waits = assert.rejects(app.deliverEvent({ type: "x", event: {} }), { code: "emulator_closed" });
  await until(() => client.messages.length === 1);
  const snapshot = emulator.snapshot();
  emulator.faults.add({ kind: "drop_push" });
  emulator.restore(snapshot);
  await waits;
  const [delivery] = emulator.deliveries;
  assert.equal(delivery?.status, "cut");
  assert.match(delivery?.reason ?? "", /restored to a state in which the app had not answered/);
  assert.deepEqual(emulator.faults.list(), []);
});

test("restore(): a clock that runs by itself takes the offset and runs on", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  await emulator.clock.advance(1_000_000);
  const snapshot = emulator.snapshot();
  await emulator.clock.advance(1_000_000);
  emulator.restore(snapshot);
  const ahead = emulator.clock.now() - Date.now();
  assert.ok(ahead > 900_000 && ahead <= 1_000_001, String(ahead));
  emulator.reset();
  assert.ok(Math.abs(emulator.clock.now() - Date.now()) < 100);
});

test("what is no snapshot is refused, and nothing has changed", async (t) => {
  const emulator = await manual(t);
  const app = emulator.createApp();
  const good = emulator.snapshot();
  const wrong: [snapshot: unknown, says: RegExp][] = [
    [undefined, /no format "larkwire-emulator"/],
    [{}, /no format/],
    [{ ...good, version: 2 }, /version is 2 and not 1/],
    [{ ...good, rooms: undefined }, /room "clock" is missing/],
  ];
  for (const [snapshot, says] of wrong) {
    assert.throws(() => emulator.restore(snapshot as EmulatorSnapshot), { code: "snapshot_refused", message: says });
    assert.equal((await apps(emulator))[0]?.appId, app.appId);
  }
});

test("a snapshot that turns out to be broken leaves an empty emulator, and says so", async (t) => {
  const emulator = await manual(t);
  const app = emulator.createApp();
  const client = await RawClient.connect(emulator, app);
  const good = emulator.snapshot();
  for (const room of ["apps", "journal", "random", "events"]) {
    const broken = { ...good, rooms: { ...good.rooms, [room]: 5 } };
    assert.throws(() => emulator.restore(broken), { code: "snapshot_refused", message: /the emulator is empty now/ });
    assert.deepEqual([await apps(emulator), emulator.deliveries], [[], []]);
    emulator.createApp();
  }
  assert.equal(await client.closed, 1001);
  emulator.restore(good);
  assert.equal((await apps(emulator))[0]?.appId, app.appId);
});
