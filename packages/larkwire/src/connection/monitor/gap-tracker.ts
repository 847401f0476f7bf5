import type { Clock } from "../../clock.ts";
import type { ConnectionErrorCode } from "../../errors.ts";

/** A time without any connection. Times are milliseconds since 1970. */
export interface Gap {
  /** The last sign of life before. Callbacks since then were lost, and events will be sent again or are lost. */
  readonly from: number;
  /** When it was noticed that the last connection had ended. */
  readonly noticedAt: number;
  /** When a connection was open again. */
  readonly to: number;
  /** From `from` to `to`, milliseconds. */
  readonly durationMs: number;
  /** Why the last connection ended. */
  readonly errorCode: ConnectionErrorCode;
}

/** A gap that is not over. */
export type CurrentGap = Pick<Gap, "from" | "noticedAt" | "errorCode">;

/** The gaps of one client. */
export interface Gaps {
  /** How many are over. */
  readonly count: number;
  /** How long they were together, milliseconds. */
  readonly totalMs: number;
  /** The last ones, oldest first: 20 at most. */
  readonly recent: readonly Gap[];
  /** Set while there is no connection after there was one. */
  readonly current?: CurrentGap | undefined;
}

const MAX_RECENT = 20;

/** Notices when all connections are lost, and when one is back. */
export class GapTracker {
  readonly #clock: Clock;
  readonly #recent: Gap[] = [];
  #count = 0;
  #totalMs = 0;
  #current: CurrentGap | undefined;
  /** The latest sign of life of any connection that ended. */
  #lastSignAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get gaps(): Gaps {
    return { count: this.#count, totalMs: this.#totalMs, recent: [...this.#recent], current: this.#current };
  }

  /** An open connection was lost. @param openConnections those that are left */
  lost(lastSignAt: number, errorCode: ConnectionErrorCode, openConnections: number): void {
    this.#lastSignAt = Math.max(this.#lastSignAt, lastSignAt);
    if (openConnections > 0) return;
    const noticedAt = this.#clock.now();
    // The wall clock may have been set back.
    this.#current ??= { from: Math.min(this.#lastSignAt, noticedAt), noticedAt, errorCode };
  }

  /** A connection is open. Returns the gap that is over. */
  opened(): Gap | undefined {
    if (this.#current === undefined) return undefined;
    const to = Math.max(this.#current.noticedAt, this.#clock.now());
    const gap = { ...this.#current, to, durationMs: to - this.#current.from };
    this.#current = undefined;
    this.#count += 1;
    this.#totalMs += gap.durationMs;
    this.#recent.push(gap);
    if (this.#recent.length > MAX_RECENT) this.#recent.shift();
    return gap;
  }
}
