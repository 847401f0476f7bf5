/** A claim on an event that this process holds, so that no other one handles it. */
export interface HeldClaim {
  readonly state: "claimed";
  /** Whether an earlier delivery was claimed before, and failed or was cut off. */
  readonly redelivered: boolean;
  /**
   * The event is handled: from now on its repeats get `answerJson`, a callback's first answer. Rejects when that could not
   * be written, or when the claim had run out and somebody else took it.
   */
  complete(answerJson: string | undefined): Promise<void>;
  /** Handling failed: the next delivery may be handled by anybody. */
  release(): Promise<void>;
}

/** What a store says of an event. */
export type StoreClaim =
  | HeldClaim
  /** Another process is handling it. */
  | { readonly state: "running" }
  /** It has been handled; a callback's first answer comes along. */
  | { readonly state: "done"; readonly answerJson: string | undefined };

/**
 * Where several processes of one app remember together which events were handled. `redisDuplicateStore` is one; yours
 * has to keep to three rules:
 *
 * - `claim` is one step for everybody: of two processes that ask at once one gets the claim, for all keys or for none;
 * - a claim runs out soon after its holder died, within 15 seconds, since that is when the platform first repeats;
 * - what is completed is kept for 8 hours, because the last repeat comes after more than 7.
 */
export interface DuplicateStore {
  /** @param keys one or two texts, each naming the same event; whichever is known decides */
  claim(keys: readonly string[]): Promise<StoreClaim>;
}
