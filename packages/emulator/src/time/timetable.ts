import { ArgumentError } from "../errors.ts";
import { settle } from "./settle.ts";
import { type Timer, TimerQueue } from "./timer-queue.ts";

const MAX_ADVANCE_MS = 10 * 365.25 * 24 * 60 * 60 * 1000;

/** What a clock tells its timetable, and does for it. */
interface Hands {
  now(): number;
  /** Makes it `time` now; never earlier than it is. */
  moveTo(time: number): void;
}

/** All timers of one clock, and the way from one time to a later one. */
export class Timetable {
  readonly #hands: Hands;
  readonly #timers = new TimerQueue();
  /** Timers that nobody waits for: `advance` runs each of them once at most, at the end. */
  readonly #background = new TimerQueue();
  #advancing: Promise<void> = Promise.resolve();

  constructor(hands: Hands) {
    this.#hands = hands;
  }

  /** When the next timer of either kind is due. */
  get nextDueAt(): number | undefined {
    const times = [this.#timers.next, this.#background.next].flatMap((timer) => timer?.dueAt ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** As with Node, a delay below 1 is 1. */
  set(callback: () => void, delayMs: number): Timer {
    return this.#timers.add(this.#hands.now() + Math.max(1, delayMs), callback);
  }

  setBackground(callback: () => void, delayMs: number): Timer {
    return this.#background.add(this.#hands.now() + Math.max(1, delayMs), callback);
  }

  clear(timer: unknown): void {
    if (timer === undefined) return;
    this.#timers.remove(timer as Timer);
    this.#background.remove(timer as Timer);
  }

  /** Runs what is due now. */
  runDue(): void {
    for (const queue of [this.#timers, this.#background]) {
      for (let due = queue.takeDue(this.#hands.now()); due !== undefined; due = queue.takeDue(this.#hands.now())) {
        due.callback();
      }
    }
  }

  /** See `EmulatorClock.advance`. Calls that overlap run one after the other. */
  advance(byMs: number): Promise<void> {
    const advanced = this.#advancing.then(() => this.#advance(byMs));
    this.#advancing = advanced.catch(() => undefined);
    return advanced;
  }

  async #advance(byMs: number): Promise<void> {
    if (!(Number.isFinite(byMs) && byMs >= 0 && byMs <= MAX_ADVANCE_MS)) {
      throw new ArgumentError(
        "bad_argument",
        `The clock cannot be advanced by ${byMs} ms. Pass milliseconds from 0 to ${MAX_ADVANCE_MS}; time does not go back.`,
      );
    }
    // What is under way has all the time it needs before time moves.
    await settle();
    const end = this.#hands.now() + byMs;
    for (let due = this.#timers.takeDue(end); due !== undefined; due = this.#timers.takeDue(end)) {
      this.#hands.moveTo(due.dueAt);
      due.callback();
      await settle();
    }
    this.#hands.moveTo(end);
    this.runDue();
    await settle();
  }
}
