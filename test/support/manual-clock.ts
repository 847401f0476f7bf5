interface Timer {
  readonly dueAtMs: number;
  readonly callback: () => void;
}

/** What the monotonic clock begins with. */
const START_MS = 1_000_000;

/** A clock for either package that stands still until it is told to move. */
export class ManualClock {
  #nowMs = START_MS;
  readonly #timers = new Set<Timer>();

  /** Added to the wall clock only: it begins at 03:04:05 of 2 January 2026. */
  wallOffsetMs: number = Date.UTC(2026, 0, 2, 3, 4, 5) - START_MS;

  now(): number {
    return this.wallOffsetMs + this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  setTimeout(callback: () => void, delayMs: number): object {
    const timer: Timer = { dueAtMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as Timer);
  }

  get timerCount(): number {
    return this.#timers.size;
  }

  /** Timers that wait, as milliseconds from now, soonest first. */
  get pendingDelaysMs(): number[] {
    return [...this.#timers].map((timer) => timer.dueAtMs - this.#nowMs).sort((one, other) => one - other);
  }

  /** Moves on, calling each timer at its own moment; lets sockets and promises run after each. */
  async advance(byMs: number): Promise<void> {
    const target = this.#nowMs + byMs;
    while (this.#fireNext(target)) await settle();
    this.#nowMs = target;
    await settle();
  }

  /** The same for a time in which timers concern nobody but each other: lets everything else run at its end. */
  async advanceAtOnce(byMs: number): Promise<void> {
    this.skip(byMs);
    await settle();
  }

  /**
   * Moves on, calling each timer at its own moment. Nothing else gets a turn, so a test says exactly what has arrived by
   * then and what has not.
   */
  skip(byMs: number): void {
    const target = this.#nowMs + byMs;
    while (this.#fireNext(target));
    this.#nowMs = target;
  }

  /** Moves on at once, as a stalled process sees it: timers come late, all at the new time. */
  async jump(byMs: number): Promise<void> {
    this.#nowMs += byMs;
    await this.advance(0);
  }

  #fireNext(target: number): boolean {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueAtMs <= target && (next === undefined || timer.dueAtMs < next.dueAtMs)) next = timer;
    }
    if (next === undefined) return false;
    this.#timers.delete(next);
    this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
    next.callback();
    return true;
  }
}

/** Lets everything run that is ready: loopback sockets need a few turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
