import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { GapTracker } from "../../src/connection/monitor/gap-tracker.ts";

test("a gap is from the last sign of life of any connection to the next that opens", async () => {
  const clock = new ManualClock();
  const tracker = new GapTracker(clock);
  assert.equal(tracker.opened(), undefined, "the first connection ends no gap");
  const start = clock.now();
  await clock.advance(10_000);
  tracker.lost(start + 9_000, "connection_lost", 1);
  assert.equal(tracker.gaps.current, undefined, "one is left");
  await clock.advance(10_000);
  tracker.lost(start + 5_000, "connection_dead", 0);
  const current = { from: start + 9_000, noticedAt: start + 20_000, errorCode: "connection_dead" } as const;
  assert.deepEqual(tracker.gaps, { count: 0, totalMs: 0, recent: [], current });
  await clock.advance(5_000);
  const gap = { ...current, to: start + 25_000, durationMs: 16_000 };
  assert.deepEqual(tracker.opened(), gap);
  assert.deepEqual(tracker.gaps, { count: 1, totalMs: 16_000, recent: [gap], current: undefined });
  assert.equal(tracker.opened(), undefined);
});

test("a wall clock that is set back makes no gap negative, and the last 20 are kept", async () => {
  const clock = new ManualClock();
  const tracker = new GapTracker(clock);
  for (let round = 0; round < 25; round++) {
    await clock.advance(60_000);
    const signAt = clock.now();
    clock.wallOffsetMs -= 3_600_000;
    tracker.lost(signAt, "connection_lost", 0);
    clock.wallOffsetMs -= 3_600_000;
    assert.ok((tracker.opened()?.durationMs ?? -1) >= 0);
  }
  assert.deepEqual([tracker.gaps.count, tracker.gaps.recent.length], [25, 20]);
});
