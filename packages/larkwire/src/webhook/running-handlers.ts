import type { Clock } from "../clock.ts";
import { type Deferred, deferred } from "../deferred.ts";
import { DeadlineWatch, type Watched } from "../dispatch/deadline-watch.ts";

/** How a request ends whose handler does not. */
export type Unanswered = "answer_timeout" | "receiver_closed";

/** Handlers that run. A request waits for its handler only so long: its promise settles, whatever the handler does. */
export class RunningHandlers {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #timeouts: DeadlineWatch;
  readonly #idleWaiters: Deferred<void>[] = [];
  #count = 0;

  /** @param timeoutMs how long a request waits for its answer */
  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#timeouts = new DeadlineWatch(clock);
  }

  /** Handlers that have not ended, those included that nobody waits for any more. */
  get count(): number {
    return this.#count;
  }

  /**
   * Counts `handling` until it ends, and waits for it only so long.
   *
   * @param finish called once, with what `handling` gave or why nobody waits for that any more: makes the answer
   */
  waitFor<Result, Answer>(handling: Promise<Result>, finish: (result: Result | Unanswered) => Answer): Promise<Answer> {
    this.#count += 1;
    return new Promise((resolve, reject) => {
      const waiting = {
        dueAtMs: this.#clock.monotonicMs() + this.#timeoutMs,
        onDue: () => resolve(finish("answer_timeout")),
        onCancelled: () => resolve(finish("receiver_closed")),
      };
      this.#timeouts.add(waiting);
      handling.then(
        (result) => {
          if (this.#end(waiting)) resolve(finish(result));
        },
        (error) => {
          if (this.#end(waiting)) reject(error);
        },
      );
    });
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    const waiter = deferred<void>();
    this.#idleWaiters.push(waiter);
    return waiter.promise;
  }

  /** Ends the wait of every request, and leaves no timer. */
  stop(): void {
    this.#timeouts.stop();
  }

  /** Whether somebody still waits. */
  #end(waiting: Watched): boolean {
    this.#count -= 1;
    if (this.#count === 0) for (const waiter of this.#idleWaiters.splice(0)) waiter.resolve();
    return this.#timeouts.remove(waiting);
  }
}
