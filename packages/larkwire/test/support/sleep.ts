import type { Clock } from "../../src/clock.ts";

/** Resolves when `clock` has moved on by `delayMs`. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => clock.setTimeout(resolve, delayMs));
}
