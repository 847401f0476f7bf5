import type { Clock } from "../../clock.ts";
import type { DeliverySettings } from "../delivery-options.ts";

/** When failed events are pushed again. It owns the timers. */
export class EventRetries {
  readonly #clock: Clock;
  readonly #settings: DeliverySettings;
  readonly #timers = new Set<unknown>();
  #closed = false;

  constructor(clock: Clock, settings: DeliverySettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /**
   * Calls `again` when the time for the next attempt has come.
   *
   * @param failedAttempt the number of the attempt that just failed
   * @returns that time, in milliseconds since 1970; `undefined` when there is no further attempt
   */
  schedule(failedAttempt: number, again: () => void): number | undefined {
    const { eventRetryDelaysMs, maxPendingRetries } = this.#settings;
    const delayMs = eventRetryDelaysMs[failedAttempt - 1];
    if (this.#closed || delayMs === undefined || this.#timers.size >= maxPendingRetries) return undefined;
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(timer);
      again();
    }, delayMs);
    this.#timers.add(timer);
    return this.#clock.now() + delayMs;
  }

  /** Forgets all that waits. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) this.#clock.clearTimeout(timer);
    this.#timers.clear();
  }
}
