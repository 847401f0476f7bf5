import { type Clock, MAX_TIMER_MS, realClock } from "../clock.ts";
import { ArgumentError, ClosedError, WaitError } from "../errors.ts";
import { refuseUnknownArguments } from "../unknown-names.ts";

/** How long to wait for something that a bot does. */
export interface WaitOptions {
  /** Default 5,000. */
  readonly timeoutMs?: number | undefined;
  /**
   * By which clock. `"real"`: the machine's, because a bot works in real time however the emulator's clock stands.
   * `"emulator"`: the emulator's. Default `"real"`.
   */
  readonly clock?: "real" | "emulator" | undefined;
}

const OPTIONS = ["timeoutMs", "clock"] as const satisfies readonly (keyof WaitOptions)[];
const DEFAULT_TIMEOUT_MS = 5_000;

/** What is waited for. */
export interface Wanted<T> {
  /** What has come, or `undefined`; asked at once and after every change. */
  take(): T | undefined;
  /** Such as "card from the bot". */
  readonly what: string;
  /** What came instead, as a sentence. */
  instead(): string;
}

/** Those who wait in one emulator: each wait ends with what it wants, at its time, or with the emulator. */
export class WaitingRoom {
  readonly #clock: Clock;
  readonly #onChange: (listener: () => void) => () => void;
  readonly #leave = new Set<() => void>();
  #closed = false;

  /** @param onChange calls a listener after every change, until the returned function is called */
  constructor(clock: Clock, onChange: (listener: () => void) => () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /**
   * Resolves with what `wanted` takes.
   *
   * @throws EmulatorError `nothing_came` after the time, `emulator_closed`, `bad_argument`
   */
  async wait<T>(wanted: Wanted<T>, options: WaitOptions = {}): Promise<T> {
    const { timeoutMs, clock } = this.#checked(options);
    if (this.#closed) throw new ClosedError(`No ${wanted.what} can come`);
    const there = wanted.take();
    if (there !== undefined) return there;
    return new Promise<T>((resolve, reject) => {
      const end = (finish: () => void): void => {
        stopListening();
        clock.clearTimeout(timer);
        this.#leave.delete(leave);
        finish();
      };
      const leave = (): void => end(() => reject(new ClosedError(`No ${wanted.what} can come`)));
      const timer = clock.setTimeout(() => end(() => reject(nothingCame(wanted, timeoutMs))), timeoutMs);
      const stopListening = this.#onChange(() => {
        const came = wanted.take();
        if (came !== undefined) end(() => resolve(came));
      });
      this.#leave.add(leave);
    });
  }

  /** Every wait ends with `emulator_closed`; later ones may begin. */
  dismiss(): void {
    for (const leave of [...this.#leave]) leave();
  }

  /** Every wait ends with `emulator_closed`, and later ones at once. */
  close(): void {
    this.#closed = true;
    this.dismiss();
  }

  #checked(options: WaitOptions): { timeoutMs: number; clock: Clock } {
    refuseUnknownArguments(options, OPTIONS, "option of a wait");
    const { timeoutMs = DEFAULT_TIMEOUT_MS, clock = "real" } = options;
    if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > MAX_TIMER_MS) {
      throw new ArgumentError("bad_argument", `timeoutMs is ${timeoutMs}, but has to be a whole number of at least 1.`);
    }
    if (clock !== "real" && clock !== "emulator") {
      throw new ArgumentError("bad_argument", `clock is "${String(clock)}", but has to be "real" or "emulator".`);
    }
    return { timeoutMs, clock: clock === "real" ? realClock : this.#clock };
  }
}

function nothingCame({ what, instead }: Wanted<unknown>, timeoutMs: number): WaitError {
  return new WaitError(`No ${what} came within ${timeoutMs} ms. ${instead()}`);
}
