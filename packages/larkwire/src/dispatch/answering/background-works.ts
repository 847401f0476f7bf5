import type { Clock } from "../../clock.ts";
import { type Deferred, deferred } from "../../deferred.ts";
import type { Log } from "../../logger.ts";
import type { ResolvedBackground } from "../background-options.ts";
import { DeadlineWatch, type Watched } from "./deadline-watch.ts";

/** Something that runs on after its message was answered. */
export interface BackgroundWork {
  /** Settles when the work is over; never rejects. */
  readonly done: Promise<void>;
  /** Called when the work has run for so long that it is not counted any more. */
  onForgotten(): void;
  /** Called when the transport is closed and nobody waits for the work any more. */
  onAbandoned(): void;
}

export interface BackgroundWorksOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: ResolvedBackground;
}

/** The works of one transport that run on after their messages were answered: counted, bounded, waited for at the end. */
export class BackgroundWorks {
  readonly #options: BackgroundWorksOptions;
  readonly #watch: DeadlineWatch;
  readonly #callbacks = new Set<RunningWork>();
  readonly #events = new Set<RunningWork>();
  readonly #idleWaiters: (() => void)[] = [];
  #isFull = false;
  #isStopped = false;

  constructor(options: BackgroundWorksOptions) {
    this.#options = options;
    this.#watch = new DeadlineWatch(options.clock);
  }

  /** Works that are counted. */
  get running(): number {
    return this.#callbacks.size + this.#events.size;
  }

  /**
   * Counts `work` until it is over. Returns nothing when there was room for it; otherwise a promise that settles when it is
   * not counted any more: until then its handler keeps its place among the running ones. After {@link stop} nobody waits
   * for it, and it is not counted.
   */
  add(work: BackgroundWork, isCallback: boolean): Promise<void> | undefined {
    if (this.#isStopped) {
      work.onAbandoned();
      return undefined;
    }
    const { clock, limits } = this.#options;
    const lane = isCallback ? this.#callbacks : this.#events;
    const running: RunningWork = {
      work,
      gone: deferred(),
      dueAtMs: clock.monotonicMs() + limits.forgetAfterMs,
      onDue: () => this.#forget(running, lane),
      onCancelled: () => undefined,
    };
    lane.add(running);
    this.#watch.add(running);
    void work.done.then(() => this.#remove(running, lane));
    if (lane.size <= limits.maxWorks) return undefined;
    this.#warnFull(isCallback);
    return running.gone.promise;
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Waits for none of them any more, nor for those that come later, and leaves no timer. */
  stop(): void {
    this.#isStopped = true;
    this.#watch.stop();
    for (const lane of [this.#callbacks, this.#events]) {
      for (const running of [...lane]) {
        running.work.onAbandoned();
        this.#remove(running, lane);
      }
    }
  }

  #forget(running: RunningWork, lane: Set<RunningWork>): void {
    const minutes = Math.round(this.#options.limits.forgetAfterMs / 60_000);
    this.#options.log.warn(
      `a handler has been running for ${minutes} minutes after its message was answered: it is not counted or waited for any more. Does it ever end?`,
    );
    running.work.onForgotten();
    this.#remove(running, lane);
  }

  #remove(running: RunningWork, lane: Set<RunningWork>): void {
    if (!lane.delete(running)) return;
    this.#watch.remove(running);
    running.gone.resolve();
    if (lane.size <= this.#options.limits.maxWorks / 2) this.#isFull = false;
    if (this.running === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #warnFull(isCallback: boolean): void {
    if (this.#isFull) return;
    this.#isFull = true;
    this.#options.log.warn(
      `${this.#options.limits.maxWorks} handlers of ${isCallback ? "callbacks" : "events"} run on after their messages were answered; more keep their places among the running ones. Do they ever end?`,
    );
  }
}

interface RunningWork extends Watched {
  readonly work: BackgroundWork;
  readonly gone: Deferred<void>;
}
