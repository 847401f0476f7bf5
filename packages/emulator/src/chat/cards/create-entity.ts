import type { App } from "../../apps/app.ts";
import type { JsonObject } from "../../json-object.ts";
import { type Attempt, done } from "../attempt.ts";
import type { Town } from "../town.ts";
import type { CardEntity } from "./card-entity.ts";
import { CardState } from "./card-state.ts";
import { type CardRefusal, readCard } from "./read-card.ts";

/** What an entity is made of. */
export interface EntityInput {
  readonly app: App;
  /** A 2.0 card, or `{ type: "template", data }`. */
  readonly card: JsonObject;
}

/** Makes a card that can be sent later, once. */
export function createEntity(town: Town, { app, card }: EntityInput): Attempt<CardEntity, "too_long"> | CardRefusal {
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
  return done(town.addEntity(app, state));
}
