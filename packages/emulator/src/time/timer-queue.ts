/** A call that is due at a time. */
export interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

interface Entry extends Timer {
  /** Orders timers that are due at the same time. */
  readonly order: number;
  /** Place in the heap; -1 once the timer is out. */
  place: number;
}

/**
 * Timers in the order in which they are due; those due at the same time in the order in which they were set. A binary
 * heap that knows the place of each timer, because nearly every timer is cleared long before it is due.
 */
export class TimerQueue {
  readonly #heap: Entry[] = [];
  #set = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The one that is due first. */
  get next(): Timer | undefined {
    return this.#heap[0];
  }

  add(dueAt: number, callback: () => void): Timer {
    const entry: Entry = { dueAt, callback, order: this.#set++, place: this.#heap.length };
    this.#heap.push(entry);
    this.#rise(entry);
    return entry;
  }

  /** Takes a timer out; one that is not in is ignored. */
  remove(timer: Timer): void {
    const { place } = timer as Entry;
    if (this.#heap[place] === timer) this.#takeOut(timer as Entry);
  }

  /** Takes out the first timer that is due at `now` or before. */
  takeDue(now: number): Timer | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.dueAt > now) return undefined;
    this.#takeOut(first);
    return first;
  }

  #takeOut(entry: Entry): void {
    const last = this.#heap.pop();
    if (last !== undefined && last !== entry) {
      this.#put(last, entry.place);
      this.#rise(last);
      this.#sink(last);
    }
    entry.place = -1;
  }

  #rise(entry: Entry): void {
    while (entry.place > 0) {
      const parent = this.#heap[(entry.place - 1) >>> 1];
      if (parent === undefined || isBefore(parent, entry)) return;
      this.#swap(parent, entry);
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const [left, right] = [this.#heap[entry.place * 2 + 1], this.#heap[entry.place * 2 + 2]];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || isBefore(entry, child)) return;
      this.#swap(entry, child);
    }
  }

  #swap(one: Entry, other: Entry): void {
    const { place } = one;
    this.#put(one, other.place);
    this.#put(other, place);
  }

  #put(entry: Entry, place: number): void {
    entry.place = place;
    this.#heap[place] = entry;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.order < other.order);
}
