import type { Clock, TimerHandle } from "../clock.ts";
import { type Deferred, deferred } from "../deferred.ts";
import type { DuplicateStore, StoreClaim } from "./duplicate-store.ts";
import { readStoreClaim } from "./read-store-claim.ts";

/** How often the store is asked again while another process handles the event, milliseconds. */
const POLL_INTERVAL_MS = 200;

/** What the store said, in the end. */
export type SharedAnswer =
  /** To be handled here. When the store was too slow the claim may still be granted, and is then kept to. */
  | Extract<StoreClaim, { state: "claimed" }>
  | Extract<StoreClaim, { state: "done" }>
  /** Another process was still handling it when nobody could wait any longer. */
  | { readonly state: "elsewhere" };

/** What a claim on a shared store needs. */
export interface SharedClaimParts {
  readonly store: DuplicateStore;
  readonly clock: Clock;
  /** How long the store may take for one answer, milliseconds. */
  readonly timeoutMs: number;
  /** Told when the store failed or was too slow: the event is then handled without it. */
  readonly onFault: (error: unknown) => void;
}

/** Asks a shared store for one event, again and again while another process handles it. */
export class SharedClaim {
  readonly #keys: readonly string[];
  readonly #parts: SharedClaimParts;
  #isOver = false;
  #timer: TimerHandle | undefined;
  #pause: Deferred<"time is up"> | undefined;

  constructor(keys: readonly string[], parts: SharedClaimParts) {
    this.#keys = keys;
    this.#parts = parts;
  }

  /** Never rejects. */
  async ask(): Promise<SharedAnswer> {
    while (!this.#isOver) {
      const answer = await this.#askOnce();
      if (answer.state === "running") await this.#wait(POLL_INTERVAL_MS);
      else if (!this.#isOver) return answer;
      else if (answer.state === "claimed") void answer.release().catch(this.#parts.onFault);
    }
    return { state: "elsewhere" };
  }

  /** Nobody can wait any longer. */
  giveUp(): void {
    this.#isOver = true;
    this.#endWait();
  }

  async #askOnce(): Promise<StoreClaim> {
    const { onFault, store, timeoutMs } = this.#parts;
    const asked = claimOf(store, this.#keys);
    try {
      const answer = await Promise.race([asked, this.#wait(timeoutMs)]);
      if (answer !== "time is up") return answer;
      if (!this.#isOver) onFault(new Error(`the store did not answer within ${timeoutMs} ms`));
    } catch (error) {
      onFault(error);
    } finally {
      this.#endWait();
    }
    return lateClaim(asked);
  }

  #wait(delayMs: number): Promise<"time is up"> {
    if (this.#isOver) return Promise.resolve("time is up");
    const pause = deferred<"time is up">();
    this.#pause = pause;
    this.#timer = this.#parts.clock.setTimeout(() => this.#endWait(), delayMs);
    return pause.promise;
  }

  #endWait(): void {
    if (this.#timer !== undefined) this.#parts.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pause?.resolve("time is up");
  }
}

/** A store may throw instead of rejecting, and answer with what is no claim. */
async function claimOf(store: DuplicateStore, keys: readonly string[]): Promise<StoreClaim> {
  return readStoreClaim(await store.claim(keys));
}

/** The event is handled without waiting for the claim; if it is granted yet, it is kept to. */
function lateClaim(asked: Promise<StoreClaim>): StoreClaim {
  const granted = asked.catch(() => undefined);
  return {
    state: "claimed",
    redelivered: false,
    complete: async (answerJson) => {
      const claim = await granted;
      if (claim?.state === "claimed") await claim.complete(answerJson);
    },
    release: async () => {
      const claim = await granted;
      if (claim?.state === "claimed") await claim.release();
    },
  };
}
