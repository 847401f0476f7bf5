import { type CardEntity, ENTITY_LIFETIME_MS } from "../../chat/cards/card-entity.ts";
import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { type ApiAnswer, type ApiRefusal, success } from "../answer.ts";
import { PER_CARD_ENTITY } from "../limits/documented-limits.ts";
import { rateLimited } from "../limits/rate-limited.ts";
import type { AppRequest } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { cardkitRefusal } from "./cardkit-refusals.ts";
import { checkEntityCard } from "./check-entity-card.ts";
import type { Draft } from "./draft.ts";
import type { EntityRecord } from "./entity-ledger.ts";
import { showEntity } from "./show-entity.ts";

/** What an operation does to a card: changes the draft, or says why not. */
export type Operation = (draft: Draft, entity: CardEntity) => ApiRefusal | undefined;

/**
 * Carries out one operation on a card entity: all of it or nothing. An operation whose `uuid` was seen succeeds without
 * being done again, when it asks for the same. Only what succeeded counts for the order: chosen, nobody states it.
 */
export function operate(request: AppRequest, services: OpenApiServices, operation: Operation): ApiAnswer {
  const found = findEntity(request, services);
  if ("kind" in found) return found;
  const exceeded = services.limiter.take(`card ${found.cardId}`, PER_CARD_ENTITY.limits);
  if (exceeded !== undefined) return rateLimited(exceeded);
  const record = services.entities.of(found);
  const sequence = Number(request.body.sequence);
  const uuid = typeof request.body.uuid === "string" ? request.body.uuid : undefined;
  const asked = JSON.stringify([request.params, { ...request.body, sequence: undefined }]);
  const before = uuid === undefined ? undefined : record.operations.get(uuid);
  if (before !== undefined) return before === asked ? success() : cardkitRefusal("uuidConflict");
  if (found.card.awaitsAnswer) return cardkitRefusal("inInteraction");
  if (sequence <= record.sequence) return cardkitRefusal("sequence");
  const draft = { card: structuredClone(found.card.content) as Draft["card"], setsStreaming: false };
  const refusal = operation(draft, found) ?? checkEntityCard(draft.card, services.town);
  if (refusal !== undefined) return refusal;
  record.sequence = sequence;
  if (uuid !== undefined) services.entities.rememberOperation(record, uuid, asked);
  if (draft.setsStreaming) setStreaming(found, draft.card, services);
  showEntity(found, draft.card, services.town);
  return success();
}

/** The entity that the path names, when the app may change it. */
function findEntity({ app, params }: AppRequest, { town }: OpenApiServices): CardEntity | ApiRefusal {
  const entity = town.entity(params.card_id ?? "");
  if (entity === undefined) return cardkitRefusal("noEntity");
  if (entity.app !== app) return cardkitRefusal("otherApp");
  if (town.now() - entity.card.createdAt > ENTITY_LIFETIME_MS) return cardkitRefusal("entityExpired");
  return entity;
}

/** Opens or closes streaming mode as the card says. */
export function setStreaming(entity: CardEntity, card: JsonObject, { entities }: OpenApiServices): void {
  if (isJsonObject(card.config) && card.config.streaming_mode === true) entities.openStreaming(entity);
  else entities.closeStreaming(entity);
}

/** Whether text may be streamed now. Having been told of the timeout counts as closing. */
export function refuseStreaming(record: EntityRecord): ApiRefusal | undefined {
  if (record.streaming.kind === "open") return undefined;
  if (record.streaming.kind === "closed") return cardkitRefusal("streamingClosed");
  record.streaming = { kind: "closed" };
  return cardkitRefusal("streamingTimedOut");
}
