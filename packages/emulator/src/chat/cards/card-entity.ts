import type { App } from "../../apps/app.ts";
import type { JsonObject } from "../../json-object.ts";
import { type Attempt, done } from "../attempt.ts";
import type { Town } from "../town.ts";
import { CardState } from "./card-state.ts";
import { type CardRefusal, readCard } from "./read-card.ts";

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

/** What an entity is made of. */
export interface EntityInput {
  readonly app: App;
  /** A 2.0 card, or `{ type: "template", data }`. */
  readonly card: JsonObject;
}

export function createEntity(
  town: Town,
  { app, card }: EntityInput,
  cardId: string,
): Attempt<CardEntity, "too_long"> | CardRefusal {
  const read = readCard(town, app, card);
  if (!read.ok) return read;
  const { content, fromTemplate } = read.value;
  const change = { kind: "sent", by: { kind: "app", app } } as const;
  const state = new CardState({
    app,
    content,
    fromTemplate,
    change,
    at: town.now(),
    maxVersions: town.maxCardVersions,
  });
  return done({ cardId, app, card: state, messageId: undefined });
}
