import type { Clock } from "../../src/index.ts";
import { type Timer, TimerQueue } from "../../src/time/timer-queue.ts";

/**
 * A clock that stands still until it is moved, at once: sockets get no turn, as they do with the public `ManualClock`.
 * With it a test says exactly what has arrived and what has not.
 */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 0, 2, 3, 4, 5);
  readonly #timers = new TimerQueue();

  get timerCount(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    return this.#timers.add(this.#now + delayMs, callback);
  }

  clearTimeout(timer: unknown): void {
    this.#timers.remove(timer as Timer);
  }

  /** Moves time on and fires what becomes due, in order. */
  advance(byMs: number): void {
    const end = this.#now + byMs;
    for (let due = this.#timers.takeDue(end); due !== undefined; due = this.#timers.takeDue(end)) {
      this.#now = due.dueAt;
      due.callback();
    }
    this.#now = end;
  }
}
