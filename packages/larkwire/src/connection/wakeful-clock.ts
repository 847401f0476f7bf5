import type { Clock, TimerHandle } from "../clock.ts";

/** No timer waits longer than this in one piece, so a wake is noticed this soon. */
const MAX_SLICE_MS = 5_000;

/** Time that passed unseen, from which on it was sleep: a busy process is not mistaken for a sleeping one. */
const WAKE_AFTER_MS = 5_000;

/** How long the greatest lateness of a timer is remembered: this long at least, twice as long at most. */
const LAG_WINDOW_MS = 60_000;

interface SlicedTimer {
  readonly callback: () => void;
  /** On the clock's monotonic scale. */
  readonly dueAtMs: number;
  /** `undefined` when it is over. */
  slice: TimerHandle | undefined;
}

/**
 * A clock that notices when time has passed unseen: the machine slept, or the process was stopped. On some systems the
 * monotonic clock stands still while the machine sleeps, and timers then come as late as that; on others it goes on, and
 * timers are overdue after the wake. So long timers wait in slices, and each one compares the wall clock with the
 * monotonic one, and its own lateness with what is usual. A wall clock that is set forward looks the same and does no
 * harm: the listener only looks after its connections.
 */
export class WakefulClock implements Clock {
  readonly #inner: Clock;
  readonly #onWake: (missedMs: number) => void;
  #seenWallMs: number;
  #seenMonotonicMs: number;
  #wokeAtMs = Number.NEGATIVE_INFINITY;
  readonly #lag = { sinceMs: 0, maxMs: 0, formerMaxMs: 0 };

  /** @param onWake called with the milliseconds that were missed */
  constructor(inner: Clock, onWake: (missedMs: number) => void) {
    this.#inner = inner;
    this.#onWake = onWake;
    this.#seenWallMs = inner.now();
    this.#seenMonotonicMs = inner.monotonicMs();
    this.#lag.sinceMs = this.#seenMonotonicMs;
  }

  /** How late the latest timer came in the last minute or two, milliseconds: what the event loop was held up by. */
  get lagMs(): number {
    this.#turnLagWindow(this.#inner.monotonicMs());
    return Math.max(this.#lag.maxMs, this.#lag.formerMaxMs);
  }

  now(): number {
    return this.#inner.now();
  }

  monotonicMs(): number {
    return this.#inner.monotonicMs();
  }

  setTimeout(callback: () => void, delayMs: number): TimerHandle {
    const timer: SlicedTimer = { callback, dueAtMs: this.#inner.monotonicMs() + delayMs, slice: undefined };
    this.#wait(timer, delayMs);
    return timer;
  }

  clearTimeout(handle: TimerHandle): void {
    const timer = handle as SlicedTimer;
    if (timer.slice !== undefined) this.#inner.clearTimeout(timer.slice);
    timer.slice = undefined;
  }

  #wait(timer: SlicedTimer, leftMs: number): void {
    const sliceMs = Math.min(leftMs, MAX_SLICE_MS);
    const sliceDueAtMs = this.#inner.monotonicMs() + sliceMs;
    timer.slice = this.#inner.setTimeout(() => {
      this.#look(sliceDueAtMs);
      // Whoever was told of a wake may have no use for this timer any more.
      if (timer.slice === undefined) return;
      const stillMs = timer.dueAtMs - this.#inner.monotonicMs();
      if (sliceMs < leftMs && stillMs > 0) return this.#wait(timer, stillMs);
      timer.slice = undefined;
      timer.callback();
    }, sliceMs);
  }

  #look(dueAtMs: number): void {
    const [wallMs, monotonicMs] = [this.#inner.now(), this.#inner.monotonicMs()];
    const sleptMs = wallMs - this.#seenWallMs - (monotonicMs - this.#seenMonotonicMs);
    this.#seenWallMs = wallMs;
    this.#seenMonotonicMs = monotonicMs;
    const lateMs = monotonicMs - dueAtMs;
    this.#turnLagWindow(monotonicMs);
    this.#lag.maxMs = Math.max(this.#lag.maxMs, lateMs);
    // Other timers of the same sleep are late, too.
    const missedMs = Math.max(sleptMs, dueAtMs > this.#wokeAtMs ? lateMs : 0);
    if (missedMs < WAKE_AFTER_MS) return;
    this.#wokeAtMs = monotonicMs;
    this.#onWake(missedMs);
  }

  #turnLagWindow(monotonicMs: number): void {
    const ageMs = monotonicMs - this.#lag.sinceMs;
    if (ageMs < LAG_WINDOW_MS) return;
    this.#lag.formerMaxMs = ageMs < 2 * LAG_WINDOW_MS ? this.#lag.maxMs : 0;
    this.#lag.maxMs = 0;
    this.#lag.sinceMs = monotonicMs;
  }
}
