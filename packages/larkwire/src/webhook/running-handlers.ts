import type { Clock } from "../clock.ts";
import type { Answer } from "../dispatch/answering/answer.ts";
import { DeadlineWatch, type Watched } from "../dispatch/answering/deadline-watch.ts";

/** How a request ends whose handler does not. */
export type Unanswered = "answer_timeout" | "receiver_closed";

/** A request that waits for its handler. */
export interface Waiter {
  readonly isCallback: boolean;
  /** Called once: with the answer, or why nobody waits for it any more. */
  onAnswer(answer: Answer | Unanswered): void;
  /** Called instead of {@link Waiter.onAnswer} when there is none because of a mistake in this package. */
  onFault(error: unknown): void;
}

export interface RunningHandlersOptions {
  readonly clock: Clock;
  /** Handlers that run at the same time, for callbacks and for events each. */
  readonly maxRunning: number;
  /** How long a request waits for its answer. */
  readonly timeoutMs: number;
}

/** Handlers that run. A request waits for its handler only so long: its promise settles, whatever the handler does. */
export class RunningHandlers {
  readonly #options: RunningHandlersOptions;
  readonly #timeouts: DeadlineWatch;
  readonly #idleWaiters: (() => void)[] = [];
  #callbacks = 0;
  #events = 0;

  constructor(options: RunningHandlersOptions) {
    this.#options = options;
    this.#timeouts = new DeadlineWatch(options.clock);
  }

  /** Handlers that have not ended, those included that nobody waits for any more. */
  get count(): number {
    return this.#callbacks + this.#events;
  }

  /** Whether one more may run. A person waits for a callback, so events do not take its place. */
  hasRoom(isCallback: boolean): boolean {
    return (isCallback ? this.#callbacks : this.#events) < this.#options.maxRunning;
  }

  /** Counts `handling` until its handler gives up its place, and lets `waiter` wait for its answer only so long. */
  run(handling: Promise<Answer>, waiter: Waiter): void {
    const { clock, timeoutMs } = this.#options;
    const wait = new Wait(clock.monotonicMs() + timeoutMs, waiter);
    this.#change(waiter, 1);
    this.#timeouts.add(wait);
    handling.then(
      (answer) => this.#onAnswer(answer, wait),
      (error) => {
        this.#change(waiter, -1);
        if (this.#timeouts.remove(wait)) waiter.onFault(error);
      },
    );
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    if (this.count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Ends the wait of every request, and leaves no timer. */
  stop(): void {
    this.#timeouts.stop();
  }

  #onAnswer(answer: Answer, wait: Wait): void {
    const { waiter } = wait;
    if (this.#timeouts.remove(wait)) waiter.onAnswer(answer);
    else answer.lost();
    if (answer.occupied === undefined) this.#change(waiter, -1);
    else void answer.occupied.then(() => this.#change(waiter, -1));
  }

  #change({ isCallback }: Waiter, by: 1 | -1): void {
    if (isCallback) this.#callbacks += by;
    else this.#events += by;
    if (this.count === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}

class Wait implements Watched {
  readonly dueAtMs: number;
  readonly waiter: Waiter;
  place: Watched["place"];

  constructor(dueAtMs: number, waiter: Waiter) {
    this.dueAtMs = dueAtMs;
    this.waiter = waiter;
  }

  onDue(): void {
    this.waiter.onAnswer("answer_timeout");
  }

  onCancelled(): void {
    this.waiter.onAnswer("receiver_closed");
  }
}
