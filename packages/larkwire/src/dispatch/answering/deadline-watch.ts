import type { Clock, TimerHandle } from "../../clock.ts";

/** Something that has to be ready by a moment. */
export interface Watched {
  /** On the clock's monotonic scale. */
  readonly dueAtMs: number;
  /** For the watch alone: its place in the order. */
  place?: Place | undefined;
  /** Called once when the moment comes and the thing is still watched. */
  onDue(): void;
  /** Called instead when nobody waits for the thing any more. */
  onCancelled(): void;
}

/** A link of the chain of what is watched. */
interface Place {
  readonly item: Watched | undefined;
  before: Place;
  after: Place;
}

/**
 * Calls whatever is still watched when its moment comes. One timer serves all, because everything watched has the same
 * allowance and so comes due in the order in which it was added.
 *
 * A chain, because a Set that is emptied over and over again makes a new table each time, and each table keeps the next one
 * alive with all that was in it: that was a third of what a callback costs.
 */
export class DeadlineWatch {
  readonly #clock: Clock;
  readonly #ring: Place;
  #timer: TimerHandle | undefined;
  #isStopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#ring = emptyRing();
  }

  /** After {@link stop} it is cancelled at once. */
  add(item: Watched): void {
    if (this.#isStopped) return item.onCancelled();
    const place: Place = { item, before: this.#ring.before, after: this.#ring };
    place.before.after = place;
    this.#ring.before = place;
    item.place = place;
    if (this.#timer === undefined) this.#arm(item);
  }

  /** @returns whether it was still watched */
  remove(item: Watched): boolean {
    const { place } = item;
    if (place === undefined) return false;
    place.before.after = place.after;
    place.after.before = place.before;
    // Cut loose on all sides: an old link that is garbage would keep alive every younger one behind it.
    place.before = place;
    place.after = place;
    item.place = undefined;
    return true;
  }

  /** Cancels everything that is watched, or will be, and leaves no timer. */
  stop(): void {
    this.#isStopped = true;
    for (let item = this.#first; item !== undefined; item = this.#first) {
      this.remove(item);
      item.onCancelled();
    }
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #first(): Watched | undefined {
    return this.#ring.after.item;
  }

  #arm(next: Watched): void {
    this.#timer = this.#clock.setTimeout(() => this.#fire(), Math.max(0, next.dueAtMs - this.#clock.monotonicMs()));
  }

  #fire(): void {
    this.#timer = undefined;
    const now = this.#clock.monotonicMs();
    for (let item = this.#first; item !== undefined; item = this.#first) {
      if (item.dueAtMs > now) return this.#arm(item);
      this.remove(item);
      item.onDue();
    }
  }
}

/** The place before the first and after the last. */
function emptyRing(): Place {
  const ring = { item: undefined } as Place;
  ring.before = ring;
  ring.after = ring;
  return ring;
}
