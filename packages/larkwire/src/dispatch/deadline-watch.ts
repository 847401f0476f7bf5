import type { Clock, TimerHandle } from "../clock.ts";

/** Something that has to be ready by a moment. */
export interface Watched {
  /** On the clock's monotonic scale. */
  readonly dueAtMs: number;
  /** Called once when the moment comes and the thing is still watched. */
  onDue(): void;
  /** Called instead when nobody waits for the thing any more. */
  onCancelled(): void;
}

/**
 * Calls whatever is still watched when its moment comes. One timer serves all, because everything watched has the same
 * allowance and so comes due in the order in which it was added.
 */
export class DeadlineWatch {
  readonly #clock: Clock;
  readonly #watched = new Set<Watched>();
  #timer: TimerHandle | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(item: Watched): void {
    this.#watched.add(item);
    if (this.#timer === undefined) this.#arm(item);
  }

  /** @returns whether it was still watched */
  remove(item: Watched): boolean {
    return this.#watched.delete(item);
  }

  /** Cancels everything that is watched and leaves no timer. */
  stop(): void {
    for (const item of this.#watched) item.onCancelled();
    this.#watched.clear();
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(next: Watched): void {
    this.#timer = this.#clock.setTimeout(() => this.#fire(), Math.max(0, next.dueAtMs - this.#clock.monotonicMs()));
  }

  #fire(): void {
    this.#timer = undefined;
    const now = this.#clock.monotonicMs();
    for (const item of this.#watched) {
      if (item.dueAtMs > now) return this.#arm(item);
      this.#watched.delete(item);
      item.onDue();
    }
  }
}
