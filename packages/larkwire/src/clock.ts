/** What {@link Clock.setTimeout} returns; only good for {@link Clock.clearTimeout}. */
export type TimerHandle = object;

/** Where the SDK takes its time from. A test may hand in one that it moves by hand. */
export interface Clock {
  /** Milliseconds since 1970, as on the wall. May jump. */
  now(): number;
  /** Milliseconds since some moment in the past. Never goes back. */
  monotonicMs(): number;
  /** Calls `callback` once, `delayMs` milliseconds from now. Keeps the process alive until then. */
  setTimeout(callback: () => void, delayMs: number): TimerHandle;
  /** Ends a timer that has not gone off. */
  clearTimeout(timer: TimerHandle): void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** The machine's own clock, with timers that do not keep the process alive: for what matters only while it runs anyway. */
export const backgroundClock: Clock = {
  now: systemClock.now,
  monotonicMs: systemClock.monotonicMs,
  setTimeout: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    // Other runtimes give a plain number.
    timer.unref?.();
    return timer;
  },
  clearTimeout: systemClock.clearTimeout,
};
