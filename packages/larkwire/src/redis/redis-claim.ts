import type { Clock, TimerHandle } from "../clock.ts";
import type { HeldClaim } from "../duplicates/duplicate-store.ts";
import type { RedisCommand } from "./redis-client.ts";
import { END_SCRIPT, RENEW_SCRIPT } from "./redis-scripts.ts";

/** What all claims of a store have in common. */
export interface ClaimTerms {
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly keepMs: number;
}

/** A handler that has not ended after this long does not keep the event from other processes any more. */
const MAX_HOLD_MS = 3_600_000;

/** A claim on one event in Redis, renewed for as long as this process lives and the event is being handled. */
export class RedisClaim implements HeldClaim {
  readonly state = "claimed";
  redelivered = false;
  readonly #names: readonly string[];
  readonly #token: string;
  readonly #send: RedisCommand;
  readonly #terms: ClaimTerms;
  #timer: TimerHandle | undefined;
  #heldMs = 0;
  #hasEnded = false;

  constructor(names: readonly string[], token: string, send: RedisCommand, terms: ClaimTerms) {
    this.#names = names;
    this.#token = token;
    this.#send = send;
    this.#terms = terms;
  }

  /** The claim is granted: renews it from now on. */
  begin(redelivered: boolean): void {
    this.redelivered = redelivered;
    this.#arm();
  }

  complete(answerJson: string | undefined): Promise<void> {
    return this.#end(`d${answerJson ?? ""}`);
  }

  release(): Promise<void> {
    return this.#end("f");
  }

  /** Runs a script on the claim's keys. */
  run(script: string, middleArgument: string): Promise<unknown> {
    const count = String(this.#names.length);
    return this.#send(["EVAL", script, count, ...this.#names, this.#token, middleArgument, String(this.#terms.keepMs)]);
  }

  async #end(value: string): Promise<void> {
    this.#hasEnded = true;
    if (this.#timer !== undefined) this.#terms.clock.clearTimeout(this.#timer);
    const lost = await this.run(END_SCRIPT, value);
    if (Number(lost) > 0) {
      throw new Error(
        `the claim on an event ran out after ${this.#terms.leaseMs} ms without renewal, and another process took it: the event may be handled twice`,
      );
    }
  }

  #arm(): void {
    const { clock, leaseMs } = this.#terms;
    const delayMs = Math.floor(leaseMs / 3);
    this.#timer = clock.setTimeout(() => void this.#renew(delayMs), delayMs);
  }

  async #renew(delayMs: number): Promise<void> {
    this.#heldMs += delayMs;
    if (this.#heldMs >= MAX_HOLD_MS) return;
    // What cannot be renewed now may be the next time; if not, the end of the claim says so.
    await this.run(RENEW_SCRIPT, String(this.#terms.leaseMs)).catch(() => undefined);
    if (!this.#hasEnded) this.#arm();
  }
}
