import type { Clock } from "../clock.ts";
import type { Answer } from "../dispatch/answer-envelope.ts";
import { DeadlineWatch, type Watched } from "../dispatch/deadline-watch.ts";

/** How a request ends whose handler does not. */
export type Unanswered = "answer_timeout" | "receiver_closed";

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

  /**
   * Counts `handling` until its handler gives up its place, and waits for its answer only so long.
   *
   * @param handling never rejects
   * @param finish called once, with the answer or why nobody waits for it any more: makes what the request gets
   */
  waitFor<Given>(
    handling: Promise<Answer>,
    isCallback: boolean,
    finish: (answer: Answer | Unanswered) => Given,
  ): Promise<Given> {
    this.#add(isCallback, 1);
    return new Promise((resolve) => {
      const { clock, timeoutMs } = this.#options;
      const waiting = new WaitingRequest(clock.monotonicMs() + timeoutMs, (answer) => resolve(finish(answer)));
      this.#timeouts.add(waiting);
      void handling.then((answer) => {
        if (this.#timeouts.remove(waiting)) waiting.end(answer);
        else answer.lost();
        if (answer.occupied === undefined) this.#add(isCallback, -1);
        else void answer.occupied.then(() => this.#add(isCallback, -1));
      });
    });
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

  #add(isCallback: boolean, change: 1 | -1): void {
    if (isCallback) this.#callbacks += change;
    else this.#events += change;
    if (this.count === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}

class WaitingRequest implements Watched {
  readonly dueAtMs: number;
  place: Watched["place"];
  readonly end: (answer: Answer | Unanswered) => void;

  constructor(dueAtMs: number, end: (answer: Answer | Unanswered) => void) {
    this.dueAtMs = dueAtMs;
    this.end = end;
  }

  onDue(): void {
    this.end("answer_timeout");
  }

  onCancelled(): void {
    this.end("receiver_closed");
  }
}
