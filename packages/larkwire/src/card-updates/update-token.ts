/** Source: the page on delayed updates of message cards. */
const LIFETIME_MS = 30 * 60_000;
const USES = 2;

/** A request under way at the end of a token's life should not be lost to it. */
const SAFETY_MS = 5_000;

/** The token that a click brought, and how far it is used up. */
export class UpdateToken {
  readonly token: string;
  /** Who clicked: for exclusive cards, which are changed for somebody. */
  readonly operatorOpenId: string | undefined;
  readonly #expiresAtMs: number;
  #usesLeft = USES;

  /** @param receivedAtMs when the click came, on the clock's monotonic scale */
  constructor(token: string, operatorOpenId: string | undefined, receivedAtMs: number) {
    this.token = token;
    this.operatorOpenId = operatorOpenId;
    this.#expiresAtMs = receivedAtMs + LIFETIME_MS - SAFETY_MS;
  }

  get usesLeft(): number {
    return this.#usesLeft;
  }

  isUsable(nowMs: number): boolean {
    return this.#usesLeft > 0 && nowMs < this.#expiresAtMs;
  }

  /** Counts one use. */
  use(): void {
    this.#usesLeft -= 1;
  }

  /** The use was refused, and so was none. */
  giveBack(): void {
    this.#usesLeft = Math.min(this.#usesLeft + 1, USES);
  }

  /** The platform takes it no more. */
  discard(): void {
    this.#usesLeft = 0;
  }
}
