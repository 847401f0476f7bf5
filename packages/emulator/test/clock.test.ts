import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { ManualClock, startEmulator } from "../src/index.ts";
import { Random } from "../src/random.ts";
import { TimerQueue } from "../src/time/timer-queue.ts";
import { Peer } from "./support/peer.ts";
import { button, cardV2 } from "./support/world.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const CARD = cardV2([button("Go", {})]);

test("timers run in order, each at its own time, and one that is set meanwhile is not lost", async () => {
  const clock = new ManualClock(1_000);
  const seen: [string, number][] = [];
  const note = (name: string) => () => void seen.push([name, clock.now()]);
  clock.setTimeout(note("late"), 30);
  clock.setTimeout(() => {
    note("early")();
    clock.setTimeout(note("chained"), 5);
  }, 10);
  const cleared = clock.setTimeout(note("cleared"), 12);
  clock.setTimeout(note("beyond"), 31);
  clock.clearTimeout(cleared);
  await clock.advance(30);
  assert.deepEqual(seen, [
    ["early", 1_010],
    ["chained", 1_015],
    ["late", 1_030],
  ]);
  assert.equal(clock.now(), 1_030);
});

test("a queue of timers gives them back in the order in which they are due, whatever is taken out", () => {
  const random = new Random(7);
  const queue = new TimerQueue();
  const kept: number[] = [];
  const timers = Array.from({ length: 2_000 }, () => queue.add(random.below(500), () => undefined));
  timers.forEach((timer, at) => {
    if (random.below(2) === 0) queue.remove(timer);
    else kept.push(timer.dueAt * 10_000 + at);
    if (random.below(50) === 0) queue.remove(timer);
  });
  const order: number[] = [];
  for (let timer = queue.takeDue(500); timer !== undefined; timer = queue.takeDue(500)) {
    order.push(timer.dueAt * 10_000 + timers.indexOf(timer));
  }
  assert.ok(order.length > 500);
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  );
  assert.ok(order.every((key) => kept.includes(key)));
  assert.equal(queue.size, 0);
});

test("clock manual: a deadline passes when the test says so, and not before", async (t) => {
  const emulator = await startEmulator({ clock: "manual", seed: 1 });
  t.after(() => emulator.close());
  assert.equal(emulator.clock.isManual, true);
  const app = emulator.createApp();
  const peer = await Peer.connect(emulator, app);
  const clicked = emulator.createUser({ name: "Alice" }).openChat(app).postCard(CARD).click("Go");
  await peer.push();
  await emulator.clock.advance(2_999);
  assert.equal(emulator.deliveries[0]?.status, "waiting");
  await emulator.clock.advance(1);
  assert.equal((await clicked).code, 200341);
});

test("between two timers the sockets of this process get their turn", async (t) => {
  const emulator = await startEmulator({ clock: "manual", seed: 1 });
  t.after(() => emulator.close());
  const app = emulator.createApp();
  const peer = await Peer.connect(emulator, app);
  void peer.answerAll({ toast: { type: "info", content: "hi" } });
  const card = emulator.createUser({ name: "Alice" }).openChat(app).postCard(CARD);
  const codes: number[] = [];
  for (const second of [1, 2, 3]) {
    emulator.clock.setTimeout(async () => void codes.push((await card.click("Go")).code), second * 2_999);
  }
  await emulator.clock.advance(9_000);
  // Had they not, each click would have met its deadline within the same advance().
  assert.deepEqual(codes, [0, 0, 0]);
});

test("RFC pings are sent once per advance(), however far it goes", async (t) => {
  const emulator = await startEmulator({ clock: "manual", seed: 1 });
  t.after(() => emulator.close());
  const peer = await Peer.connect(emulator, emulator.createApp());
  let pings = 0;
  peer.socket.on("ping", () => {
    pings += 1;
  });
  await emulator.clock.advance(14 * DAY_MS);
  assert.equal(pings, 1);
  await emulator.clock.advance(29_999);
  await emulator.clock.advance(1);
  assert.equal(pings, 2);
});

test("the machine's clock can be moved as well, and runs on", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  assert.equal(emulator.clock.isManual, false);
  const app = emulator.createApp();
  const peer = await Peer.connect(emulator, app);
  const clicked = emulator.createUser({ name: "Alice" }).openChat(app).postCard(CARD).click("Go");
  await peer.push();
  await emulator.clock.advance(3_000);
  assert.equal((await clicked).code, 200341);
  const before = emulator.clock.now();
  await emulator.clock.advance(14 * DAY_MS);
  assert.ok(emulator.clock.now() >= before + 14 * DAY_MS);
  assert.ok(emulator.clock.now() - Date.now() > 13 * DAY_MS);
  let passed = false;
  emulator.clock.setTimeout(() => {
    passed = true;
  }, 1);
  await until(() => passed);
});

test("a timer that an advance has brought near wakes by itself", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  let passed = false;
  emulator.clock.setTimeout(() => {
    passed = true;
  }, 3_600_000);
  await emulator.clock.advance(3_599_990);
  await until(() => passed);
});

test("time does not go back, and nonsense is refused", async () => {
  const clock = new ManualClock();
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e15]) {
    await assert.rejects(clock.advance(wrong), { code: "bad_argument", message: /from 0 to/ });
  }
  await clock.advance(0);
});

test("calls of advance() that overlap run one after the other", async () => {
  const clock = new ManualClock(0);
  const seen: number[] = [];
  for (const delayMs of [10, 20, 30]) clock.setTimeout(() => void seen.push(clock.now()), delayMs);
  await Promise.all([clock.advance(15), clock.advance(15)]);
  assert.deepEqual([seen, clock.now()], [[10, 20, 30], 30]);
});

test("a clock of one's own may be shared by two emulators", async (t) => {
  const clock = new ManualClock(0);
  const [one, two] = [await startEmulator({ clock }), await startEmulator({ clock })];
  t.after(() => Promise.all([one.close(), two.close()]));
  await one.clock.advance(500);
  assert.equal(two.clock.now(), 500);
});
