/** Either package's clock, as far as it is used here. */
export interface TimerClock {
  setTimeout(callback: () => void, delayMs: number): unknown;
}

/** Resolves when `clock` has moved on by `delayMs`. */
export function sleep(clock: TimerClock, delayMs: number): Promise<void> {
  return new Promise((resolve) => void clock.setTimeout(resolve, delayMs));
}
