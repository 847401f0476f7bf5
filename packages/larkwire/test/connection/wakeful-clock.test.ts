import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { WakefulClock } from "../../src/connection/wakeful-clock.ts";

const HOUR_MS = 3_600_000;

function makeClock() {
  const inner = new ManualClock();
  const wakes: number[] = [];
  const clock = new WakefulClock(inner, (missedMs) => wakes.push(missedMs));
  return { inner, clock, wakes };
}

test("timers come when they are due, long ones too, and a cleared one does not come", async () => {
  const { inner, clock, wakes } = makeClock();
  const startMs = inner.monotonicMs();
  const delays = [0, 1, 4_999, 5_000, 5_001, 12_345, 120_000];
  const fired = new Map<number, number>();
  for (const delayMs of delays) clock.setTimeout(() => fired.set(delayMs, inner.monotonicMs() - startMs), delayMs);
  const cleared = clock.setTimeout(() => fired.set(-1, 0), 60_000);
  await inner.advance(30_000);
  clock.clearTimeout(cleared);
  await inner.advance(100_000);
  assert.deepEqual(fired, new Map(delays.map((delayMs) => [delayMs, delayMs])));
  assert.deepEqual([wakes, inner.pendingDelaysMs], [[], []]);
});

test("a machine that slept is noticed within 5 seconds, where its monotonic clock stood still", async () => {
  const { inner, clock, wakes } = makeClock();
  clock.setTimeout(() => undefined, 120_000);
  await inner.advance(60_000);
  inner.wallOffsetMs += 8 * HOUR_MS;
  await inner.advance(4_999);
  assert.deepEqual(wakes, []);
  await inner.advance(1);
  assert.deepEqual(wakes, [8 * HOUR_MS]);
  await inner.advance(50_000);
  assert.equal(wakes.length, 1);
});

test("a process that was stopped is noticed at once and once, however many timers are overdue", async () => {
  const { inner, clock, wakes } = makeClock();
  for (let timer = 1; timer <= 5; timer++) clock.setTimeout(() => undefined, 120_000 * timer);
  await inner.advance(12_000);
  await inner.jump(8 * HOUR_MS);
  assert.deepEqual(wakes, [8 * HOUR_MS - 3_000]);
  clock.setTimeout(() => undefined, 60_000);
  await inner.advance(60_000);
  assert.equal(wakes.length, 1);
  await inner.jump(HOUR_MS);
  assert.equal(wakes.length, 1, "without a timer there is nothing to look after");
});

test("a busy process, and a wall clock that is set back, are no sleep", async () => {
  const { inner, clock, wakes } = makeClock();
  clock.setTimeout(() => undefined, HOUR_MS);
  for (let stall = 0; stall < 100; stall++) {
    await inner.advance(10_000);
    await inner.jump(4_900);
    inner.wallOffsetMs -= 100_000;
  }
  assert.deepEqual(wakes, []);
});

test("whoever is told of a wake may clear the timer that noticed it", async () => {
  const inner = new ManualClock();
  let fired = false;
  const clock: WakefulClock = new WakefulClock(inner, () => clock.clearTimeout(timer));
  const timer = clock.setTimeout(() => {
    fired = true;
  }, 3_000);
  await inner.jump(HOUR_MS);
  assert.deepEqual([fired, inner.pendingDelaysMs], [false, []]);
});

test("the lag of the event loop is remembered for a minute or two", async () => {
  const { inner, clock } = makeClock();
  clock.setTimeout(() => undefined, HOUR_MS);
  assert.equal(clock.lagMs, 0);
  await inner.advance(7_000);
  await inner.jump(5_500);
  assert.equal(clock.lagMs, 2_500);
  await inner.advance(60_000);
  assert.equal(clock.lagMs, 2_500);
  await inner.advance(120_000);
  assert.equal(clock.lagMs, 0);
});
