import type { Clock } from "../clock.ts";
import { type Deferred, deferred } from "../deferred.ts";
import { DeadlineWatch, type Watched } from "../dispatch/deadline-watch.ts";

/** How a request ends whose handler does not. */
export type Unanswered = "answer_timeout" | "receiver_closed";

/** Handlers that run. A request waits for its handler only so long: its promise settles, whatever the handler does. */
export class RunningHandlers<Answer> {
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

  /** What `handler` gives, unless the time is over before. Rejects when it does. */
  run(handler: () => Promise<Answer>): Promise<Answer | Unanswered> {
    const result = deferred<Answer | Unanswered>();
    const waiting: Watched = {
      dueAtMs: this.#clock.monotonicMs() + this.#timeoutMs,
      onDue: () => result.resolve("answer_timeout"),
      onCancelled: () => result.resolve("receiver_closed"),
    };
    this.#count += 1;
    this.#timeouts.add(waiting);
    const end = (): void => this.#end(waiting);
    handler().finally(end).then(result.resolve, result.reject);
    return result.promise;
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

  #end(waiting: Watched): void {
    this.#timeouts.remove(waiting);
    this.#count -= 1;
    if (this.#count === 0) for (const waiter of this.#idleWaiters.splice(0)) waiter.resolve();
  }
}
