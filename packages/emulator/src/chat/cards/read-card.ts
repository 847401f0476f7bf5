import type { App } from "../../apps/app.ts";
import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { type Attempt, done, type Refusal } from "../attempt.ts";
import type { CardEntity } from "./card-entity.ts";
import { CARD_FAULT_CODE, type CardFault } from "./card-fault.ts";
import { isCardFault, type TemplateStore } from "./template-store.ts";

/** A card that is refused, and what the platform says about it. */
export interface CardRefusal extends Refusal<"bad_card"> {
  readonly card: CardFault;
}

/** What a message or an update shows. */
export interface ReadCard {
  readonly content: JsonObject;
  readonly fromTemplate: boolean;
  /** The entity that is sent, when it is one. */
  readonly entity?: CardEntity | undefined;
}

/** What reading a card needs of the rest of the room. */
export interface CardSources {
  readonly templates: TemplateStore;
  entity(cardId: string): CardEntity | undefined;
  /** Why the platform would not take a card that is written out. */
  checkCard(card: JsonObject): CardRefusal | Refusal<"too_long"> | undefined;
}

/**
 * Takes the object that stands for a card: the card itself, `{ type: "template", data }`, or
 * `{ type: "card", data: { card_id } }`.
 */
export function readCard(from: CardSources, app: App, given: JsonObject): Attempt<ReadCard, "too_long"> | CardRefusal {
  if (given.type === "template" && isJsonObject(given.data)) {
    const rendered = from.templates.render(given.data, app.appId);
    return isCardFault(rendered) ? badCard(rendered) : done({ content: rendered, fromTemplate: true });
  }
  if (given.type === "card" && isJsonObject(given.data)) {
    const entity = from.entity(String(given.data.card_id));
    if (entity === undefined || entity.app !== app || entity.messageId !== undefined) {
      return badCard({
        code: CARD_FAULT_CODE.refused,
        message: "cardid is invalid",
        value: String(given.data.card_id),
      });
    }
    return done({ content: entity.card.content, fromTemplate: false, entity });
  }
  return from.checkCard(given) ?? done({ content: given, fromTemplate: false });
}

export function badCard(card: CardFault): CardRefusal {
  const value = card.value === undefined ? "" : ` (${card.value})`;
  const detail = card.detail ?? `The card is refused with ${card.code}: ${card.message}${value}.`;
  return { ok: false, reason: "bad_card", detail, card };
}
