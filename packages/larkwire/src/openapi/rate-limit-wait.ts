import type { Clock } from "../clock.ts";

/** The first wait when the platform names none, milliseconds; each further one is twice as long. */
const FIRST_WAIT_MS = 500;

/** The waits of one call for the platform to take requests again, bounded in all. */
export class RateLimitWait {
  readonly #clock: Clock;
  #allowedMs: number;
  #nextMs = FIRST_WAIT_MS;

  constructor(clock: Clock, allowedMs: number) {
    this.#clock = clock;
    this.#allowedMs = allowedMs;
  }

  /**
   * Waits as long as the platform wants, or a growing time; so, too, when it says 0, or a call would be repeated without
   * pause and without end. False, at once, when that is longer than allowed.
   *
   * @throws the signal's reason
   */
  async next(wantedMs: number | undefined, signal: AbortSignal): Promise<boolean> {
    const waitMs = wantedMs === undefined || wantedMs === 0 ? this.#nextMs : wantedMs;
    if (waitMs > this.#allowedMs) return false;
    this.#allowedMs -= waitMs;
    this.#nextMs *= 2;
    await waitFor(waitMs, this.#clock, signal);
    return true;
  }
}

/** @throws the signal's reason */
function waitFor(delayMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      clock.clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, delayMs);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
