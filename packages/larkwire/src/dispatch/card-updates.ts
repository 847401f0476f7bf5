import type { Envelope } from "@larkwire/protocol";
import type { HandlerContext } from "./handler-context.ts";

/** What became of the bytes of an answer. */
export type AnswerFate = "left" | "lost";

/** An answer with a card that came after another one had been sent in its place. */
export interface LateAnswer {
  /** The callback: `card.action.trigger` or `card.action.trigger_v1`. It holds the token of the delayed update. */
  readonly envelope: Envelope;
  readonly context: HandlerContext;
  /** What the handler, or its later work, returned: an answer as that callback takes it, with a card. */
  readonly answer: unknown;
  /**
   * Settles when the first answer has left, or was lost with its connection; never rejects. No update may be sent before:
   * the platform refuses it, or takes it back.
   */
  readonly left: Promise<AnswerFate>;
}

/** Brings cards to the person that are too late for the answer. */
export interface CardUpdates {
  /** Resolves when the card is shown; rejects when it cannot be. Called in the order in which the answers came. */
  applyLate(late: LateAnswer): Promise<void>;
}
