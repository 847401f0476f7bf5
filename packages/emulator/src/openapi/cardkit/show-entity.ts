import type { CardEntity } from "../../chat/cards/card-entity.ts";
import type { Town } from "../../chat/town.ts";
import { isJsonObject, type JsonObject } from "../../json-object.ts";

/** Puts `content` where the entity is shown: in itself, and so in the message it was sent with. */
export function showEntity(entity: CardEntity, content: JsonObject, town: Town): void {
  const change = { kind: "entity", by: { kind: "app", app: entity.app } } as const;
  entity.card.replace(content, change, town.now(), "everybody");
  const message = entity.messageId === undefined ? undefined : town.find(entity.messageId);
  if (message === undefined) return;
  message.touch(town.now());
  town.changed(message);
}

/** What the card shows when streaming mode has switched itself off. */
export function showStreamingEnded(cardId: string, town: Town): void {
  const entity = town.entity(cardId);
  if (entity === undefined) return;
  const { content } = entity.card;
  const config = isJsonObject(content.config) ? content.config : {};
  showEntity(entity, { ...content, config: { ...config, streaming_mode: false } }, town);
}
