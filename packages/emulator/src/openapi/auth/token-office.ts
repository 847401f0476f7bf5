import type { Clock } from "../../clock.ts";
import type { Random } from "../../random.ts";
import type { StatefulRoom } from "../../state/stateful-room.ts";

/** Source: get tenant_access_token. */
const LIFETIME_MS = 2 * 60 * 60 * 1000;
/** With less than this left a new token is made, and both are valid. Source: get tenant_access_token. */
const RENEWED_BELOW_MS = 30 * 60 * 1000;

/** What a token stands for: the app in its company, or the app alone. */
export type TokenKind = "tenant" | "app";

/** A token, and the whole seconds it has left. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresInS: number;
}

/** A token that was issued, as a snapshot has it. */
export interface IssuedTokenState {
  readonly token: string;
  readonly appId: string;
  readonly kind: TokenKind;
  /** The company that it is for, of a store app; a self-built one has its own alone. */
  readonly tenantKey?: string | undefined;
  readonly expiresAt: number;
}

const PREFIX: Readonly<Record<TokenKind, string>> = { tenant: "t-", app: "a-" };

/** Issues the access tokens of apps and knows whose they are. */
export class TokenOffice implements StatefulRoom<readonly IssuedTokenState[]> {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #tokens = new Map<string, IssuedTokenState>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /**
   * The app's current token; a new one when less than 30 minutes are left of it.
   *
   * @param tenantKey the company that a store app's token is for
   */
  issue(appId: string, kind: TokenKind, tenantKey?: string): IssuedToken {
    const now = this.#clock.now();
    this.#forgetExpired(now);
    const current = [...this.#tokens.values()].findLast(
      (token) => token.appId === appId && token.kind === kind && token.tenantKey === tenantKey,
    );
    const good = current !== undefined && current.expiresAt - now >= RENEWED_BELOW_MS;
    const { token, expiresAt } = good ? current : this.#make({ appId, kind, tenantKey }, now);
    return { token, expiresInS: Math.floor((expiresAt - now) / 1000) };
  }

  /** Whose token it is; `undefined` for one that is unknown, expired or revoked. */
  appIdOf(token: string, kind: TokenKind): string | undefined {
    const known = this.#tokens.get(token);
    return known?.kind === kind && known.expiresAt > this.#clock.now() ? known.appId : undefined;
  }

  /** From now on no token that the app holds is valid. */
  revoke(appId: string): void {
    for (const { token, appId: holder } of this.#tokens.values()) if (holder === appId) this.#tokens.delete(token);
  }

  snapshot(): readonly IssuedTokenState[] {
    return [...this.#tokens.values()];
  }

  restore(tokens: readonly IssuedTokenState[]): void {
    this.reset();
    for (const token of tokens) this.#tokens.set(token.token, token);
  }

  reset(): void {
    this.#tokens.clear();
  }

  #make(holder: Pick<IssuedTokenState, "appId" | "kind" | "tenantKey">, now: number): IssuedTokenState {
    const token = `${PREFIX[holder.kind]}${this.#random.alphanumeric(40)}`;
    const made = { token, ...holder, expiresAt: now + LIFETIME_MS };
    this.#tokens.set(token, made);
    return made;
  }

  #forgetExpired(now: number): void {
    for (const { token, expiresAt } of this.#tokens.values()) if (expiresAt <= now) this.#tokens.delete(token);
  }
}
