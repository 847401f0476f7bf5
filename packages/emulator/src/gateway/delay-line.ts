import type { Clock } from "../clock.ts";

/** Lets things happen later, in the order in which they were put in, as a slow wire does. It owns its timers. */
export class DelayLine {
  readonly #clock: Clock;
  readonly #timers = new Set<unknown>();
  #lastDueAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `action` in `delayMs`, but not before what was put in earlier; at once when there is nothing to wait for. */
  put(delayMs: number, action: () => void): void {
    const now = this.#clock.now();
    const dueAt = Math.max(now + delayMs, this.#timers.size === 0 ? now : this.#lastDueAt);
    if (dueAt <= now && this.#timers.size === 0) {
      action();
      return;
    }
    this.#lastDueAt = dueAt;
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, dueAt - now);
    this.#timers.add(timer);
  }

  /** What still waits does not happen. */
  close(): void {
    for (const timer of this.#timers) this.#clock.clearTimeout(timer);
    this.#timers.clear();
  }
}
