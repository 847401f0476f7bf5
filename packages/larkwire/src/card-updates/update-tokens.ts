import type { UpdateToken } from "./update-token.ts";

/** Tokens of one message that are kept. */
const MAX_TOKENS = 4;

/** The tokens that the clicks on one message have brought, newest first. */
export class UpdateTokens {
  readonly #tokens: UpdateToken[] = [];

  add(token: UpdateToken): void {
    this.#tokens.unshift(token);
    this.#tokens.length = Math.min(this.#tokens.length, MAX_TOKENS);
  }

  usesLeft(nowMs: number): number {
    return this.#tokens.reduce((sum, token) => sum + (token.isUsable(nowMs) ? token.usesLeft : 0), 0);
  }

  /** One of the person's own, if there is one, or that of another click. */
  usable(openId: string | undefined, nowMs: number): UpdateToken | undefined {
    const usable = this.#tokens.filter((token) => token.isUsable(nowMs));
    return usable.find(({ operatorOpenId }) => operatorOpenId === openId) ?? usable[0];
  }
}
