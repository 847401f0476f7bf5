import type { Clock } from "../clock.ts";

/** A token and how long it lives. */
export interface FreshToken {
  readonly token: string;
  readonly lifetimeMs: number;
}

interface HeldToken {
  readonly token: string;
  /** On the clock's monotonic scale: setting the machine's clock changes nothing. */
  readonly renewAtMs: number;
  readonly expiresAtMs: number;
}

/** A token is renewed this long before its end: two hours live ones are, and in their last half hour there is a new one. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** Not used any more so shortly before its end: it has to live until the platform has it. */
const SAFETY_MS = 30_000;

/**
 * The app's `tenant_access_token`: asked for once however many callers wait, kept, renewed early, and while a renewal
 * fails the old one serves as long as it lives. Source: the page on the token of self-built apps.
 */
export class TenantAccessToken {
  readonly #clock: Clock;
  readonly #fetch: () => Promise<FreshToken>;
  #held: HeldToken | undefined;
  #fetching: Promise<string> | undefined;

  constructor(clock: Clock, fetch: () => Promise<FreshToken>) {
    this.#clock = clock;
    this.#fetch = fetch;
  }

  /** @throws whatever the request for a new token throws, when there is no other */
  async get(): Promise<string> {
    const held = this.#held;
    const nowMs = this.#clock.monotonicMs();
    if (held !== undefined && nowMs < held.renewAtMs) return held.token;
    if (held === undefined || nowMs >= held.expiresAtMs) return this.#renew();
    // In the background: while it is slow or fails, nobody waits.
    this.#renew().catch(ignore);
    return held.token;
  }

  /** The platform does not take `token` any more: the next {@link get} asks for another. */
  discard(token: string): void {
    if (this.#held?.token === token) this.#held = undefined;
  }

  #renew(): Promise<string> {
    this.#fetching ??= this.#fetch()
      .then((fresh) => this.#hold(fresh))
      .finally(() => {
        this.#fetching = undefined;
      });
    return this.#fetching;
  }

  #hold({ token, lifetimeMs }: FreshToken): string {
    const nowMs = this.#clock.monotonicMs();
    this.#held = {
      token,
      renewAtMs: nowMs + Math.max(lifetimeMs - RENEW_BEFORE_MS, lifetimeMs / 2),
      expiresAtMs: nowMs + Math.max(lifetimeMs - SAFETY_MS, lifetimeMs / 2),
    };
    return token;
  }
}

function ignore(): void {
  // The next one who asks tries again, and is told once there is no other token.
}
