import { median } from "./median.ts";

const ROUNDS = 21;
const ROUND_MS = 25;

/**
 * Calls per second of each candidate: the median over rounds in which the candidates take turns, so that whatever else
 * the machine does meets all of them alike.
 */
export function medianRates(candidates: Record<string, () => unknown>): Record<string, number> {
  const runs = Object.entries(candidates).map(([name, act]) => ({ name, act, rates: [] as number[] }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { act, rates } of runs) {
      const rate = rateOf(act);
      if (round > 0) rates.push(rate);
    }
  }
  return Object.fromEntries(runs.map(({ name, rates }) => [name, median(rates)]));
}

/** The last result, where the compiler cannot know that nobody reads it. */
const sink: { last: unknown } = { last: undefined };

function rateOf(act: () => unknown): number {
  const start = performance.now();
  let calls = 0;
  let now = start;
  while (now - start < ROUND_MS) {
    for (let batch = 0; batch < 8; batch++) sink.last = act();
    calls += 8;
    now = performance.now();
  }
  return (calls * 1_000) / (now - start);
}
