import type { CallbackCard, CardToast } from "@larkwire/protocol";
import type { Delivery } from "../delivery/delivery.ts";

/** What the person who used a card gets to see, and how it came about. */
export interface Outcome {
  /** 0, or the code the client shows: 200340, 200341, 200671, 200672, 200673, 200830. */
  readonly code: number;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The toast of the answer. */
  readonly toast: CardToast | undefined;
  /** The `card` of the answer, as sent. What is shown now is `card.content`. */
  readonly card: CallbackCard | undefined;
  /** From sending to the answer, or to the end of the wait. */
  readonly latencyMs: number;
  /** The push that asked the app. */
  readonly delivery: Delivery;
}
