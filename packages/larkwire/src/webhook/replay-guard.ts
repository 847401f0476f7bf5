import { KeptAnswers } from "./kept-answers.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Proof } from "./verify-signature.ts";

/** A signed request that came before: this was, or will be, its answer. */
export interface Seen<Answer> {
  readonly kind: "seen";
  readonly answer: Promise<Answer>;
}

export interface ReplayLimits {
  /** Requests that are remembered. */
  readonly maxRequests: number;
  /** How long after its timestamp a request can still come, milliseconds. */
  readonly maxAgeMs: number;
}

const FORGOTTEN =
  "So many requests came since it was signed that nobody remembers whether it is one of them. Raise limits.maxRememberedRequests.";

/**
 * Remembers signed requests, so that none is handled twice. The platform signs a retry anew; the same signature again is
 * the same request.
 *
 * What is forgotten, because it is old or because there is too much, is forgotten by whole seconds, the oldest first, and
 * nothing signed up to then is taken any more. So it holds whatever the clocks do: what passes was never seen.
 */
export class ReplayGuard<Answer> {
  readonly #limits: ReplayLimits;
  /** Signatures by the second in which they were made. */
  readonly #seconds = new Map<number, Set<string>>();
  readonly #answers = new KeptAnswers<Answer>();
  #size = 0;
  /** Everything signed in this second or before is forgotten. */
  #forgottenSecond = Number.NEGATIVE_INFINITY;

  constructor(limits: ReplayLimits) {
    this.#limits = limits;
  }

  /** Requests that are remembered now. */
  get size(): number {
    return this.#size;
  }

  /** @returns `undefined` when it is new; a refusal when it is not, or may not be, and there is no answer to give */
  look({ signature, timestampMs }: Proof): Seen<Answer> | Refusal | undefined {
    const second = secondOf(timestampMs);
    if (second <= this.#forgottenSecond) return refuse("timestamp_out_of_window", FORGOTTEN);
    if (!this.#seconds.get(second)?.has(signature)) return undefined;
    const answer = this.#answers.get(signature);
    return answer === undefined ? refuse("replayed") : { kind: "seen", answer };
  }

  /**
   * From now on the request is not new. Follows {@link look} at once.
   *
   * @param nowMs milliseconds since 1970
   */
  remember({ signature, timestampMs }: Proof, answer: Promise<Answer>, nowMs: number): void {
    this.#signaturesOf(secondOf(timestampMs), nowMs).add(signature);
    this.#answers.add(signature, answer);
    this.#size += 1;
    if (this.#size > this.#limits.maxRequests) this.#forget(Math.min(...this.#seconds.keys()));
  }

  /** Counts the length of an answer, once there is one. */
  weigh(length: number): void {
    this.#answers.weigh(length);
  }

  #signaturesOf(second: number, nowMs: number): Set<string> {
    const known = this.#seconds.get(second);
    if (known !== undefined) return known;
    const oldest = secondOf(nowMs - this.#limits.maxAgeMs);
    for (const other of this.#seconds.keys()) if (other < oldest) this.#forget(other);
    const signatures = new Set<string>();
    this.#seconds.set(second, signatures);
    return signatures;
  }

  #forget(second: number): void {
    this.#size -= this.#seconds.get(second)?.size ?? 0;
    this.#seconds.delete(second);
    this.#forgottenSecond = Math.max(this.#forgottenSecond, second);
  }
}

function secondOf(timestampMs: number): number {
  return Math.floor(timestampMs / 1_000);
}
