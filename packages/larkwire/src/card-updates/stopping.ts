import type { Clock } from "../clock.ts";

/**
 * Tells any number of those who wait that there is nothing to wait for any more. An `AbortSignal` would do, but Node warns
 * when more than ten listen to one, and edge runtimes have no way to say that this is meant.
 */
export class Stopping {
  readonly #listeners = new Set<() => void>();
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Calls `listener` when it is over, at once when it is already. Returns a function that takes it out again. */
  onStop(listener: () => void): () => void {
    if (this.#isOver) listener();
    else this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  stop(): void {
    this.#isOver = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  /** Resolves after `delayMs` milliseconds, or when it is over. */
  pause(delayMs: number, clock: Clock): Promise<void> {
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => {
        forget();
        resolve();
      }, delayMs);
      const forget = this.onStop(() => {
        clock.clearTimeout(timer);
        resolve();
      });
    });
  }
}
