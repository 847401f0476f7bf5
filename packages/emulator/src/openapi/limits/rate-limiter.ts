import type { Clock } from "../../clock.ts";

/** How often something may happen. */
export interface RateLimit {
  readonly calls: number;
  readonly windowMs: number;
}

/** What was exceeded, and when the next call is free. */
export interface Exceeded {
  readonly limit: RateLimit;
  readonly retryAfterMs: number;
}

interface Window {
  readonly endsAt: number;
  calls: number;
}

/** Windows that are kept before those that have ended are thrown away. */
const MAX_WINDOWS = 10_000;

/**
 * Counts calls in windows that begin with the first call. How the platform counts is not documented; the numbers and
 * the seconds to wait are what a client can see.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #on: boolean;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock, on: boolean) {
    this.#clock = clock;
    this.#on = on;
  }

  /** Counts a call for `key`; when one of the limits is exceeded, nothing is counted. */
  take(key: string, limits: readonly RateLimit[]): Exceeded | undefined {
    if (!this.#on) return undefined;
    const now = this.#clock.now();
    const windows = limits.map((limit) => ({ limit, window: this.#window(`${limit.windowMs} ${key}`, limit, now) }));
    const full = windows.find(({ limit, window }) => window.calls >= limit.calls);
    if (full !== undefined) return { limit: full.limit, retryAfterMs: full.window.endsAt - now };
    for (const { window } of windows) window.calls++;
    return undefined;
  }

  /** Nothing was counted yet. */
  reset(): void {
    this.#windows.clear();
  }

  #window(key: string, { windowMs }: RateLimit, now: number): Window {
    const known = this.#windows.get(key);
    if (known !== undefined && known.endsAt > now) return known;
    if (this.#windows.size >= MAX_WINDOWS) this.#forgetEnded(now);
    const window = { endsAt: now + windowMs, calls: 0 };
    this.#windows.set(key, window);
    return window;
  }

  #forgetEnded(now: number): void {
    for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
  }
}
