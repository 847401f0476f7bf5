import type { App } from "../../apps/app.ts";
import type { CardState } from "./card-state.ts";

/** A card that an app made before sending it, to change it by its own id afterwards (CardKit). */
export interface CardEntity {
  /** Decimal digits. */
  readonly cardId: string;
  /** The only app that may send and change it. */
  readonly app: App;
  /** What it shows; once it is sent, the message has the same one. */
  readonly card: CardState;
  /** The message it was sent with: an entity can be sent once. */
  messageId: string | undefined;
}

/** How long an entity can be used. Source: the CardKit pages. */
export const ENTITY_LIFETIME_MS: number = 14 * 24 * 60 * 60 * 1000;
