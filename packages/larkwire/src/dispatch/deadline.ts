import type { Clock } from "../clock.ts";
import type { Watched } from "./deadline-watch.ts";

/** The moment by which the platform must have its answer. */
export class Deadline implements Watched {
  /** On the clock's monotonic scale. */
  readonly dueAtMs: number;
  readonly #clock: Clock;
  readonly #onPassed: () => void;
  #abort: AbortController | undefined;
  #isPassed = false;

  /** @param onPassed called once when the moment has come and the answer has not */
  constructor(clock: Clock, dueAtMs: number, onPassed: () => void) {
    this.#clock = clock;
    this.dueAtMs = dueAtMs;
    this.#onPassed = onPassed;
  }

  /** Milliseconds left, never below 0. */
  get remainingMs(): number {
    return Math.max(0, this.dueAtMs - this.#clock.monotonicMs());
  }

  /** Aborts when the deadline passes before the answer is ready. Made on first use: most handlers never ask. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#isPassed) this.#abort.abort(timeoutReason());
    }
    return this.#abort.signal;
  }

  onDue(): void {
    this.#isPassed = true;
    this.#abort?.abort(timeoutReason());
    this.#onPassed();
  }
}

function timeoutReason(): DOMException {
  return new DOMException("The time to answer the platform is over.", "TimeoutError");
}
