import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { DialBudget } from "../../src/connection/link/dial-budget.ts";

const HOUR_MS = 3_600_000;

for (const perHour of [4, 10, 120, 1_000]) {
  test(`who attempts as often as may be makes up to ${perHour} attempts in an hour, and no more`, async () => {
    const clock = new ManualClock();
    const budget = new DialBudget(clock, perHour);
    const endMs = clock.monotonicMs() + 24 * HOUR_MS;
    const times: number[] = [];
    while (clock.monotonicMs() < endMs) {
      if (budget.waitMs > 0) await clock.jump(budget.waitMs);
      budget.take();
      times.push(clock.monotonicMs());
      // A long rest fills it up again, and not beyond.
      if (times.length === 10 * perHour) await clock.jump(3 * HOUR_MS);
    }
    const most = times.map((from) => times.filter((time) => time >= from && time < from + HOUR_MS).length);
    assert.ok(Math.max(...most) <= perHour && Math.max(...most) >= perHour - 1, `${Math.max(...most)}`);
    assert.ok(times.length > 24 * perHour * 0.6, `${times.length} in all`);
  });
}

test("after a burst the next attempt is one even share of the hour away, not more", () => {
  const clock = new ManualClock();
  const budget = new DialBudget(clock, 120);
  for (let attempt = 0; attempt < 30; attempt++) {
    assert.equal(budget.waitMs, 0);
    budget.take();
  }
  assert.equal(budget.waitMs, 40_000);
});
