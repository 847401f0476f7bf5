import { type Clock, MAX_TIMER_MS } from "../clock.ts";
import type { ClockState, EmulatorClock } from "./emulator-clock.ts";
import { Timetable } from "./timetable.ts";

/** Another clock, which runs by itself, plus what was added by hand. Timers of any length are kept. */
export class ShiftedClock implements EmulatorClock {
  readonly isManual = false;
  readonly #base: Clock;
  readonly #timetable: Timetable;
  #offsetMs = 0;
  /** The one timer of the base clock, which wakes for the first of ours. It may wake too early, never too late. */
  #alarm: { readonly dueAt: number; readonly timer: unknown } | undefined;

  constructor(base: Clock) {
    this.#base = base;
    this.#timetable = new Timetable({ now: () => this.now(), moveTo: (time) => this.#moveTo(time) });
  }

  now(): number {
    return this.#base.now() + this.#offsetMs;
  }

  setTimeout(callback: () => void, delayMs: number): unknown {
    return this.#andWake(this.#timetable.set(callback, delayMs));
  }

  setBackgroundTimeout(callback: () => void, delayMs: number): unknown {
    return this.#andWake(this.#timetable.setBackground(callback, delayMs));
  }

  clearTimeout(timer: unknown): void {
    this.#timetable.clear(timer);
    // The alarm of a timer that was cleared stays, unless it is the last: to move it each time would cost more.
    if (this.#timetable.nextDueAt === undefined) this.#stopAlarm();
  }

  async advance(byMs: number): Promise<void> {
    try {
      await this.#timetable.advance(byMs);
    } finally {
      this.#setAlarm();
    }
  }

  snapshot(): ClockState {
    return { nowMs: this.now(), offsetMs: this.#offsetMs };
  }

  restore({ offsetMs }: ClockState): void {
    this.#offsetMs = offsetMs;
    this.#setAlarm();
  }

  reset(): void {
    this.#offsetMs = 0;
    this.#setAlarm();
  }

  #moveTo(time: number): void {
    this.#offsetMs += Math.max(0, time - this.now());
  }

  #andWake<T extends { readonly dueAt: number }>(timer: T): T {
    if (this.#alarm === undefined || timer.dueAt < this.#alarm.dueAt) this.#setAlarm();
    return timer;
  }

  #setAlarm(): void {
    this.#stopAlarm();
    const dueAt = this.#timetable.nextDueAt;
    if (dueAt === undefined) return;
    const delayMs = Math.min(Math.max(1, dueAt - this.now()), MAX_TIMER_MS);
    this.#alarm = { dueAt, timer: this.#base.setTimeout(() => this.#wake(), delayMs) };
  }

  #stopAlarm(): void {
    if (this.#alarm !== undefined) this.#base.clearTimeout(this.#alarm.timer);
    this.#alarm = undefined;
  }

  #wake(): void {
    this.#alarm = undefined;
    try {
      this.#timetable.runDue();
    } finally {
      this.#setAlarm();
    }
  }
}
