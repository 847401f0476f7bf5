import type { Clock } from "../clock.ts";
import type { Watched } from "./deadline-watch.ts";

/** The moment by which the platform must have its answer. */
export class Deadline implements Watched {
  /** On the clock's monotonic scale. */
  readonly dueAtMs: number;
  readonly #clock: Clock;
  readonly #onPassed: () => void;
  #abort: AbortController | undefined;
  #reason: DOMException | undefined;

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

  /**
   * Aborts when the deadline passes before the answer is ready, or when nobody waits for it any more because the client
   * is closed. Made on first use: most handlers never ask.
   */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#reason !== undefined) this.#abort.abort(this.#reason);
    }
    return this.#abort.signal;
  }

  onDue(): void {
    this.#end(new DOMException("The time to answer the platform is over.", "TimeoutError"));
    this.#onPassed();
  }

  onCancelled(): void {
    this.#end(new DOMException("The client is closed; nobody waits for the answer.", "AbortError"));
  }

  #end(reason: DOMException): void {
    this.#reason = reason;
    this.#abort?.abort(reason);
  }
}
