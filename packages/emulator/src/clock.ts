/** Where the emulator takes its time from. Give your own to `startEmulator`, or `"manual"` to move time by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `callback` once, `delayMs` from now; returns what `clearTimeout` takes. */
  setTimeout(callback: () => void, delayMs: number): unknown;
  /** Cancels a timer; one that has fired is ignored. */
  clearTimeout(timer: unknown): void;
}

/** The longest delay that a timer of Node takes; for more it fires at once. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;

/** The machine's clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
