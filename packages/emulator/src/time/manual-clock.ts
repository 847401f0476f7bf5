import type { ClockState, EmulatorClock } from "./emulator-clock.ts";
import { Timetable } from "./timetable.ts";

/** 2 January 2026, 03:04:05 UTC: fixed, so that transcripts of two runs are equal. */
const DEFAULT_START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

/**
 * A clock that stands still until it is advanced. Several emulators may share one, and so may your own code: larkwire's
 * `WSClient` takes it as its `clock`, too.
 */
export class ManualClock implements EmulatorClock {
  readonly isManual = true;
  readonly #startMs: number;
  readonly #timetable: Timetable;
  #nowMs: number;

  /** @param startMs milliseconds since 1970. Default: 2 January 2026, 03:04:05 UTC. */
  constructor(startMs: number = DEFAULT_START_MS) {
    this.#startMs = startMs;
    this.#nowMs = startMs;
    this.#timetable = new Timetable({ now: () => this.#nowMs, moveTo: (time) => this.#moveTo(time) });
  }

  now(): number {
    return this.#nowMs;
  }

  /** The same, for code that asks for a clock which cannot jump. */
  monotonicMs(): number {
    return this.#nowMs;
  }

  setTimeout(callback: () => void, delayMs: number): object {
    return this.#timetable.set(callback, delayMs);
  }

  setBackgroundTimeout(callback: () => void, delayMs: number): unknown {
    return this.#timetable.setBackground(callback, delayMs);
  }

  clearTimeout(timer: unknown): void {
    this.#timetable.clear(timer);
  }

  advance(byMs: number): Promise<void> {
    return this.#timetable.advance(byMs);
  }

  /** What `restore` takes: the time, apart from timers. */
  snapshot(): ClockState {
    return { nowMs: this.#nowMs, offsetMs: 0 };
  }

  restore({ nowMs }: ClockState): void {
    this.#nowMs = nowMs;
  }

  reset(): void {
    this.#nowMs = this.#startMs;
  }

  #moveTo(time: number): void {
    this.#nowMs = Math.max(this.#nowMs, time);
  }
}
