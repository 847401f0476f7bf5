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

/** Characters of all answers that are kept, and what each counts beyond its own. */
const MAX_KEPT_LENGTH = 4 * 1024 * 1024;
const KEPT_OVERHEAD = 256;

const FORGOTTEN =
  "So many requests came since it was signed that nobody remembers whether it is one of them. Raise limits.maxRememberedRequests.";

/** What was signed in one second: by signature its answer, or `undefined` when that is not kept any more. */
interface Second<Answer> {
  readonly answers: Map<string, Promise<Answer> | undefined>;
  keptLength: number;
}

/**
 * Remembers signed requests, so that none is handled twice. The platform signs a retry anew; the same signature again is
 * the same request.
 *
 * What is forgotten, because it is old or because there is too much, is forgotten by whole seconds, the oldest first, and
 * nothing signed up to then is taken any more. So it holds whatever the clocks do: what passes was never seen.
 */
export class ReplayGuard<Answer> {
  readonly #limits: ReplayLimits;
  readonly #seconds = new Map<number, Second<Answer>>();
  #size = 0;
  #keptLength = 0;
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
    const answers = this.#seconds.get(second)?.answers;
    const answer = answers?.get(signature);
    if (answer !== undefined) return { kind: "seen", answer };
    return answers?.has(signature) ? refuse("replayed") : undefined;
  }

  /**
   * From now on the request is not new. Follows {@link look} at once.
   *
   * @param nowMs milliseconds since 1970
   */
  remember({ signature, timestampMs }: Proof, answer: Promise<Answer>, nowMs: number): void {
    const second = secondOf(timestampMs);
    this.#second(second, nowMs).answers.set(signature, answer);
    this.#size += 1;
    if (this.#size > this.#limits.maxRequests) this.#forget(Math.min(...this.#seconds.keys()));
  }

  /** Counts the length of a remembered request's answer, once there is one; too much of it, and the oldest are dropped. */
  weigh({ timestampMs }: Proof, length: number): void {
    const second = this.#seconds.get(secondOf(timestampMs));
    if (second === undefined) return;
    second.keptLength += length + KEPT_OVERHEAD;
    this.#keptLength += length + KEPT_OVERHEAD;
    if (this.#keptLength <= MAX_KEPT_LENGTH) return;
    for (const number of [...this.#seconds.keys()].sort((one, other) => one - other)) {
      if (this.#keptLength > MAX_KEPT_LENGTH) this.#dropAnswers(number);
    }
  }

  #second(number: number, nowMs: number): Second<Answer> {
    const known = this.#seconds.get(number);
    if (known !== undefined) return known;
    const oldest = secondOf(nowMs - this.#limits.maxAgeMs);
    for (const other of this.#seconds.keys()) if (other < oldest) this.#forget(other);
    const second = { answers: new Map(), keptLength: 0 };
    this.#seconds.set(number, second);
    return second;
  }

  #forget(number: number): void {
    this.#dropAnswers(number);
    this.#size -= this.#seconds.get(number)?.answers.size ?? 0;
    this.#seconds.delete(number);
    this.#forgottenSecond = Math.max(this.#forgottenSecond, number);
  }

  #dropAnswers(number: number): void {
    const second = this.#seconds.get(number);
    if (second === undefined) return;
    for (const signature of second.answers.keys()) second.answers.set(signature, undefined);
    this.#keptLength -= second.keptLength;
    second.keptLength = 0;
  }
}

function secondOf(timestampMs: number): number {
  return Math.floor(timestampMs / 1_000);
}
