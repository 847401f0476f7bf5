// Events that are to be pushed again outlive a snapshot.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ManualClock as StillClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import {
  type App,
  type Emulator,
  type EmulatorOptions,
  type EmulatorSnapshot,
  startEmulator,
} from "../../src/index.ts";
import { settle } from "../../src/time/settle.ts";
import { AppServer } from "../support/app-server.ts";
import { Peer } from "../support/peer.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

async function manual(t: TestContext, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ clock: "manual", seed: 1, ...options });
  t.after(() => emulator.close());
  return emulator;
}

/** The snapshot as a file would have it. */
function saved(emulator: Emulator): EmulatorSnapshot {
  return JSON.parse(JSON.stringify(emulator.snapshot())) as EmulatorSnapshot;
}

/** A second emulator, with the state and the apps of the first. */
async function restored(t: TestContext, snapshot: EmulatorSnapshot, options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await manual(t, { ...options, seed: 2 });
  emulator.restore(snapshot);
  return emulator;
}

/** What each push was about, oldest first. */
function history({ deliveries }: Emulator): string[] {
  return deliveries.toReversed().map(({ eventType, attempt, status }) => `${eventType} ${attempt} ${status}`);
}

async function advance(emulator: Emulator, ...steps: number[]): Promise<void> {
  for (const step of steps) await emulator.clock.advance(step);
}

test("an event that met nobody is pushed by the restored emulator, at its time, with its id", async (t) => {
  const one = await manual(t);
  const app = one.createApp();
  const unheard = await app.deliverEvent({ type: "x", event: { text: "好" } });
  await advance(one, 10 * SECOND);
  const two = await restored(t, saved(one));
  assert.deepEqual(two.deliveries, one.deliveries);
  assert.equal(two.deliveries[0]?.nextRetryAt, unheard.nextRetryAt);
  const peer = await Peer.connect(two, app);
  await advance(two, 5 * SECOND - 1);
  assert.deepEqual(history(two), ["x 1 no_client"]);
  const next = peer.push();
  await advance(two, 1);
  const push = await next;
  peer.answer(push);
  await until(() => two.deliveries[0]?.acknowledged === true);
  assert.deepEqual([push.body.header.event_id, push.body.event], [unheard.eventId, { text: "好" }]);
  await advance(two, 24 * HOUR);
  assert.deepEqual(history(two), ["x 1 no_client", "x 2 answered"]);
});

test("the schedule goes on where it stood, and what follows is the same to the last byte", async (t) => {
  const server = await AppServer.start(t);
  const one = await manual(t);
  const app = one.createApp({ encryptKey: "k", events: { requestUrl: server.url } });
  const fail = async (): Promise<void> => (await server.next()).answer("", 500);
  const first = app.deliverEvent({ type: "x", event: {} });
  await fail();
  await first;
  await advance(one, 15 * SECOND);
  await fail();
  await until(() => one.deliveries[0]?.status === "answered");
  const two = await restored(t, saved(one));
  for (const emulator of [one, two]) {
    for (const [at, delay] of [5 * MINUTE, HOUR, 6 * HOUR].entries()) {
      await advance(emulator, delay - 1);
      assert.equal(emulator.deliveries.length, 2 + at, "not a moment earlier");
      const done = fail();
      await advance(emulator, 1);
      await done;
      await until(() => emulator.deliveries[0]?.status === "answered");
      await settle();
    }
    await advance(emulator, 24 * HOUR);
    assert.equal(emulator.deliveries.length, 5);
  }
  const bytes = ({ deliveries }: Emulator): unknown =>
    deliveries.map(({ http, nextRetryAt, sentAt }) => [http?.requestHeaders, http?.requestBody, nextRetryAt, sentAt]);
  assert.deepEqual(bytes(two), bytes(one));
});

test("a push that was under way counts as failed, here and elsewhere", async (t) => {
  const one = await manual(t);
  const app = one.createApp();
  const peer = await Peer.connect(one, app);
  const closed = assert.rejects(app.deliverEvent({ type: "x", event: {} }), { code: "emulator_closed" });
  const unanswered = await peer.push();
  const snapshot = saved(one);
  const two = await restored(t, snapshot);
  one.restore(snapshot);
  await closed;
  await settle();
  for (const emulator of [one, two]) {
    const [delivery] = emulator.deliveries;
    assert.deepEqual([delivery?.status, delivery?.nextRetryAt], ["cut", emulator.clock.now() + 15 * SECOND]);
  }
  const again = peer.push();
  await advance(one, 15 * SECOND);
  assert.equal((await again).text, unanswered.text);
  await advance(two, 15 * SECOND);
  assert.deepEqual(history(two), ["x 1 cut", "x 2 no_client"]);
});

test("what has succeeded since the snapshot is pushed again, and what was sent since is forgotten", async (t) => {
  const emulator = await manual(t);
  const app = emulator.createApp();
  await app.deliverEvent({ type: "x", event: {} });
  const snapshot = saved(emulator);
  const peer = await Peer.connect(emulator, app);
  void peer.answerAll();
  await advance(emulator, 15 * SECOND);
  assert.deepEqual(history(emulator), ["x 1 no_client", "x 2 answered"]);
  emulator.faults.add({ kind: "drop_push" });
  void app.deliverEvent({ type: "y", event: {} });
  await advance(emulator, 3 * SECOND);
  emulator.restore(snapshot);
  await advance(emulator, 24 * HOUR);
  assert.deepEqual(history(emulator), ["x 1 no_client", "x 2 answered"]);
});

test("what has succeeded, or was given up, is not pushed again after a restore", async (t) => {
  const options = { delivery: { eventRetryDelaysMs: [1_000] } };
  const one = await manual(t, options);
  const app = one.createApp();
  await app.deliverEvent({ type: "given up", event: {} });
  await advance(one, 1_000);
  const peer = await Peer.connect(one, app);
  void peer.answerAll();
  await app.deliverEvent({ type: "succeeded", event: {} });
  await app.developerConsole.save({ events: { subscribed: [] } });
  app.developerConsole.publish();
  await app.deliverEvent({ type: "not subscribed", event: {} });
  const two = await restored(t, saved(one), options);
  await advance(two, 24 * HOUR);
  assert.deepEqual(history(two), history(one));
  assert.equal(two.deliveries.length, 4);
});

test("ordered events stay in order", async (t) => {
  const options = { delivery: { orderedEventTypes: ["x"] } };
  const one = await manual(t, options);
  const app = one.createApp();
  for (const n of [1, 2]) await app.deliverEvent({ type: "x", event: { n } });
  assert.deepEqual(history(one), ["x 1 no_client", "x 1 blocked"]);
  const two = await restored(t, saved(one), options);
  const appOfTwo = await sameApp(two, app);
  const third = await appOfTwo.deliverEvent({ type: "x", event: { n: 3 } });
  assert.equal(third.status, "blocked", "a new one does not overtake");
  const peer = await Peer.connect(two, app);
  void peer.answerAll();
  await advance(two, 15 * SECOND);
  const answered = two.deliveries.toReversed().filter(({ status }) => status === "answered");
  assert.deepEqual(
    answered.map(({ requestJson }) => JSON.parse(requestJson).event.n),
    [1, 2, 3],
  );
});

/** The app of a restored emulator, found as a person with a chat finds it. */
async function sameApp(emulator: Emulator, { appId }: App): Promise<Pick<App, "deliverEvent">> {
  const deliverEvent: App["deliverEvent"] = async (input) => {
    const response = await fetch(`${emulator.admin}/apps/${appId}/events`, {
      method: "POST",
      body: JSON.stringify(input),
    });
    return ((await response.json()) as { data: Awaited<ReturnType<App["deliverEvent"]>> }).data;
  };
  return { deliverEvent };
}

test("with a clock that runs by itself, what is overdue is pushed at once", async (t) => {
  const clock = new StillClock();
  const emulator = await startEmulator({ clock, seed: 1 });
  t.after(() => emulator.close());
  const app = emulator.createApp();
  await app.deliverEvent({ type: "x", event: {} });
  const snapshot = saved(emulator);
  emulator.reset();
  clock.skip(HOUR);
  await settle();
  assert.deepEqual(emulator.deliveries, [], "a reset forgets it");
  emulator.restore(snapshot);
  clock.skip(1);
  await until(() => emulator.deliveries.length === 2);
  assert.deepEqual(history(emulator), ["x 1 no_client", "x 2 no_client"]);
});

test("those that wait count for the limit, before and after", async (t) => {
  const options = { delivery: { maxPendingRetries: 1 } };
  const one = await manual(t, options);
  await one.createApp().deliverEvent({ type: "x", event: {} });
  const two = await restored(t, saved(one), options);
  const app = two.createApp();
  assert.equal((await app.deliverEvent({ type: "y", event: {} })).nextRetryAt, undefined);
  await advance(two, 24 * HOUR);
  assert.notEqual((await app.deliverEvent({ type: "z", event: {} })).nextRetryAt, undefined, "room again");
});

test("close() leaves no timer of a restored event", async (t) => {
  const one = await manual(t);
  await one.createApp().deliverEvent({ type: "x", event: {} });
  const clock = new StillClock();
  const two = await startEmulator({ clock });
  two.restore(saved(one));
  await two.close();
  assert.equal(clock.timerCount, 0);
});
