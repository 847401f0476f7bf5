import type { CardContent } from "./card-content.ts";

/** `shown`: the platform has taken the card. `superseded`: a newer one was wanted before this one was sent. */
export type CardUpdateOutcome = "shown" | "superseded";

/** A card in a chat that can be changed. */
export interface CardHandle {
  /** The message that shows the card, `om_…`. */
  readonly messageId: string;
  /** Updates that tokens of clicks still allow: two for each click, for 30 minutes. */
  readonly usesLeft: number;
  /**
   * Shows another card in the place of this one. All changes of a message go one after the other, answers to clicks
   * included, and of those that wait only the newest is sent: what is shown in the end is what was wanted last. While a
   * click is being handled the update waits for its answer to leave, so do not wait for it inside the handler. The
   * promise may be ignored: a failure is in the log, too, and never reported as unhandled.
   *
   * @param card Card JSON in the schema of the card that was sent, or `{ type: "template", data }`
   * @throws CardUpdateError (as a rejection) when the card cannot be changed, now or ever: see its `code`
   */
  update(card: CardContent): Promise<CardUpdateOutcome>;
}
