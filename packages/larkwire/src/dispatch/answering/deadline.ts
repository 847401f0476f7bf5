import type { Clock } from "../../clock.ts";

/** The moment by which a handler has to answer, and the signal that says that nobody waits for it. */
export class Deadline {
  /** On the clock's monotonic scale. */
  readonly dueAtMs: number;
  readonly #clock: Clock;
  #abort: AbortController | undefined;
  #reason: DOMException | undefined;

  constructor(clock: Clock, dueAtMs: number) {
    this.#clock = clock;
    this.dueAtMs = dueAtMs;
  }

  /** Milliseconds left, never below 0. */
  get remainingMs(): number {
    return Math.max(0, this.dueAtMs - this.#clock.monotonicMs());
  }

  /** Made on first use: most handlers never ask. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#reason !== undefined) this.#abort.abort(this.#reason);
    }
    return this.#abort.signal;
  }

  /** Aborts the signal: the time is over, and no guard lets the handler go on. */
  expire(): void {
    this.#end(new DOMException("The time to answer the platform is over.", "TimeoutError"));
  }

  /** Aborts the signal: whoever was to get the answer is gone. */
  abandon(): void {
    this.#end(new DOMException("The client is closed; nobody waits for the answer.", "AbortError"));
  }

  #end(reason: DOMException): void {
    this.#reason ??= reason;
    this.#abort?.abort(this.#reason);
  }
}
