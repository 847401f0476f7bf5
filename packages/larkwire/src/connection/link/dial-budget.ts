import type { Clock } from "../../clock.ts";

const HOUR_MS = 3_600_000;

/**
 * How often one connection may be attempted, whatever the platform's timing and the faults are: a quarter of an hour's
 * attempts in a row, then evenly spread. So no hour has more than `perHour`, and after a burst the next attempt is
 * minutes away at most, not an hour.
 */
export class DialBudget {
  readonly #clock: Clock;
  readonly #capacity: number;
  readonly #perMs: number;
  #left: number;
  #countedAtMs: number;

  /** @param perHour at least 4 */
  constructor(clock: Clock, perHour: number) {
    this.#clock = clock;
    this.#capacity = Math.floor(perHour / 4);
    this.#perMs = (perHour - this.#capacity) / HOUR_MS;
    this.#left = this.#capacity;
    this.#countedAtMs = clock.monotonicMs();
  }

  /** Milliseconds until the next attempt may be made; 0 is now. */
  get waitMs(): number {
    this.#count();
    return this.#left >= 1 ? 0 : Math.ceil((1 - this.#left) / this.#perMs);
  }

  /** An attempt is made. */
  take(): void {
    this.#count();
    this.#left = Math.max(0, this.#left - 1);
  }

  #count(): void {
    const now = this.#clock.monotonicMs();
    this.#left = Math.min(this.#capacity, this.#left + (now - this.#countedAtMs) * this.#perMs);
    this.#countedAtMs = now;
  }
}
