import type { Clock } from "../clock.ts";

/** Where a clock stands. JSON. */
export interface ClockState {
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** What `advance` has added to a clock that runs by itself. */
  readonly offsetMs: number;
}

/** The time of one emulator. It can be moved forward, whether it stands still or runs by itself. */
export interface EmulatorClock extends Clock {
  /** Whether time passes by `advance` alone. */
  readonly isManual: boolean;
  /**
   * Moves time forward and runs the timers that become due, each at its own time and in order. Before the first and
   * after each of them the sockets of this process get the turns they need to bring and answer messages; a program
   * elsewhere gets no time.
   * RFC 6455 pings are sent once at most. Calls that overlap run one after the other.
   *
   * @param byMs 0 to 315,576,000,000, which is ten years
   * @throws EmulatorError `bad_argument`
   */
  advance(byMs: number): Promise<void>;
  /** `setTimeout` for housekeeping that nobody waits for: however far time is moved, it is called once, at the end. */
  setBackgroundTimeout(callback: () => void, delayMs: number): unknown;
  /** What `restore` takes: the time, apart from timers. */
  snapshot(): ClockState;
  /** A manual clock goes to the time of the state; one that runs by itself takes the state's offset and runs on. */
  restore(state: ClockState): void;
  /** Back to the time at which it began, or to no offset. Timers keep the time at which they are due. */
  reset(): void;
}
