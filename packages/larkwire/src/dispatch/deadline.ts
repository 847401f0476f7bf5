import type { Clock } from "../clock.ts";

/** The moment by which the platform must have its answer. */
export class Deadline {
  readonly #clock: Clock;
  readonly #atMs: number;
  #abort: AbortController | undefined;
  #passed = false;

  /** @param atMs on the clock's monotonic scale */
  constructor(clock: Clock, atMs: number) {
    this.#clock = clock;
    this.#atMs = atMs;
  }

  /** Milliseconds left, never below 0. */
  get remainingMs(): number {
    return Math.max(0, this.#atMs - this.#clock.monotonicMs());
  }

  /** Aborts when the deadline passes before the answer is ready. Made on first use: most handlers never ask. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#passed) this.pass();
    }
    return this.#abort.signal;
  }

  /** Called when the moment has come. */
  pass(): void {
    this.#passed = true;
    this.#abort?.abort(new DOMException("The 3 seconds to answer the platform are over.", "TimeoutError"));
  }
}
