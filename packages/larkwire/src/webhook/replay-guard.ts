import { type Refusal, refuse } from "./refusal.ts";
import type { Proof } from "./verify-signature.ts";

/** A signed request that came before: this was, or will be, its answer. */
export interface Seen<Answer> {
  readonly kind: "seen";
  readonly answer: Promise<Answer>;
}

interface Memory<Answer> {
  answer: Promise<Answer> | undefined;
}

export interface ReplayLimits {
  /** Requests that are remembered. */
  readonly maxRequests: number;
  /** How long after its timestamp a request can still come, milliseconds. */
  readonly maxAgeMs: number;
}

/** Characters of all answers that are kept, and what each counts beyond its own length. */
const MAX_KEPT_LENGTH = 4 * 1024 * 1024;
const KEPT_OVERHEAD = 256;

const FORGOTTEN =
  "So many requests came since it was signed that nobody remembers whether it is one of them. Raise limits.maxRememberedRequests.";

/**
 * Remembers signed requests, so that none is handled twice. The platform signs a retry anew; the same signature again is
 * the same request.
 *
 * What is forgotten, because it is old or because there are too many, is forgotten from the oldest second on, and
 * nothing signed up to then is taken any more. So it holds whatever the clock does: what passes was never seen.
 */
export class ReplayGuard<Answer extends { readonly body: string }> {
  readonly #limits: ReplayLimits;
  /** By the second in which they were signed, then by signature. */
  readonly #seconds = new Map<number, Map<string, Memory<Answer>>>();
  /** Whose answers are kept, the oldest first. */
  readonly #kept = new Map<Memory<Answer>, number>();
  #requests = 0;
  #keptLength = 0;
  /** Everything signed in this second or before is forgotten. */
  #forgottenSecond = Number.NEGATIVE_INFINITY;

  constructor(limits: ReplayLimits) {
    this.#limits = limits;
  }

  /** Requests that are remembered now. */
  get size(): number {
    return this.#requests;
  }

  /** @returns `undefined` when it is new; a refusal when it may have come before and its answer is not kept any more */
  look({ signature, timestampMs }: Proof): Seen<Answer> | Refusal | undefined {
    const second = secondOf(timestampMs);
    if (second <= this.#forgottenSecond) return refuse("timestamp_out_of_window", FORGOTTEN);
    const memory = this.#seconds.get(second)?.get(signature);
    if (memory === undefined) return undefined;
    return memory.answer === undefined ? refuse("replayed") : { kind: "seen", answer: memory.answer };
  }

  /** @param nowMs milliseconds since 1970 */
  remember({ signature, timestampMs }: Proof, answer: Promise<Answer>, nowMs: number): void {
    const second = secondOf(timestampMs);
    const memory: Memory<Answer> = { answer };
    let memories = this.#seconds.get(second);
    if (memories === undefined) {
      this.#forgetUpTo(secondOf(nowMs - this.#limits.maxAgeMs) - 1);
      memories = new Map();
      this.#seconds.set(second, memories);
    }
    memories.set(signature, memory);
    this.#requests += 1;
    if (this.#requests > this.#limits.maxRequests) this.#forgetUpTo(Math.min(...this.#seconds.keys()));
    answer.then(
      ({ body }) => this.#keep(memory, body.length + KEPT_OVERHEAD),
      () => this.#drop(memory),
    );
  }

  #forgetUpTo(last: number): void {
    for (const [second, memories] of this.#seconds) {
      if (second > last) continue;
      this.#seconds.delete(second);
      this.#requests -= memories.size;
      this.#forgottenSecond = Math.max(this.#forgottenSecond, second);
      for (const memory of memories.values()) this.#drop(memory);
    }
  }

  #keep(memory: Memory<Answer>, length: number): void {
    if (memory.answer === undefined) return;
    this.#kept.set(memory, length);
    this.#keptLength += length;
    for (const oldest of this.#kept.keys()) {
      if (this.#keptLength <= MAX_KEPT_LENGTH) return;
      this.#drop(oldest);
    }
  }

  #drop(memory: Memory<Answer>): void {
    memory.answer = undefined;
    this.#keptLength -= this.#kept.get(memory) ?? 0;
    this.#kept.delete(memory);
  }
}

function secondOf(timestampMs: number): number {
  return Math.floor(timestampMs / 1_000);
}
