import { createEntity } from "../../chat/cards/create-entity.ts";
import { presentMessage } from "../../chat/messages/change-message.ts";
import type { ApiRefusal } from "../answer.ts";
import { type ApiAnswer, success } from "../answer.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import { parseJsonObject } from "../reading/parse-json.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { applyActions } from "./apply-actions.ts";
import { badParameter, cardkitRefusal } from "./cardkit-refusals.ts";
import { changeSettings } from "./change-settings.ts";
import { checkEntityCard } from "./check-entity-card.ts";
import type { Draft } from "./draft.ts";
import { operate, setStreaming } from "./operate.ts";
import { CARDKIT, ORDER } from "./route-parts.ts";

/** Calls about whole cards. */
export const CARD_ROUTES: readonly TenantRoute[] = [
  {
    ...CARDKIT,
    method: "POST",
    path: "/open-apis/cardkit/v1/cards",
    what: "Create a card entity",
    note: "A card that breaks a rule gets that rule's own code, as one report saw it; 200220 is for what is no card.",
    source: "Create card entity",
    fields: {
      type: { type: "text", required: true, oneOf: ["card_json", "template"] },
      data: { type: "text", required: true, max: 3_000_000 },
    },
    unlimited: () => false,
    handle: create,
  },
  {
    ...CARDKIT,
    method: "POST",
    path: "/open-apis/cardkit/v1/cards/id_convert",
    scopes: CALL_SCOPES.readCards,
    what: "Get the entity of a card that was sent",
    note: "Only 2.0 cards; the codes of what cannot be converted are chosen.",
    source: "Convert ID (no longer recommended there)",
    fields: { message_id: { type: "text", required: true } },
    unlimited: () => false,
    handle: convert,
  },
  {
    ...CARDKIT,
    method: "PUT",
    path: "/open-apis/cardkit/v1/cards/:card_id",
    what: "Replace the card of an entity",
    source: "Update card entity",
    fields: {
      ...ORDER,
      card: {
        type: "object",
        required: true,
        fields: {
          type: { type: "text", required: true, oneOf: ["card_json"] },
          data: { type: "text", required: true, max: 1_000_000 },
        },
      },
    },
    handle: (request, services) => operate(request, services, (draft) => replaceCard(draft, request)),
  },
  {
    ...CARDKIT,
    method: "PATCH",
    path: "/open-apis/cardkit/v1/cards/:card_id/settings",
    what: "Change an entity's settings, streaming mode among them",
    source: "Update card settings",
    fields: { ...ORDER, settings: { type: "text", required: true, max: 100_000 } },
    handle: (request, services) => operate(request, services, (draft) => applySettings(draft, request)),
  },
  {
    ...CARDKIT,
    method: "POST",
    path: "/open-apis/cardkit/v1/cards/:card_id/batch_update",
    what: "Several changes of an entity at once",
    source: "Batch update card entity",
    fields: { ...ORDER, actions: { type: "text", required: true, max: 1_000_000 } },
    handle: (request, services) =>
      operate(request, services, (draft) => applyActions(draft, String(request.body.actions))),
  },
];

function create({ app, body }: AppRequest, services: OpenApiServices): ApiAnswer {
  const data = parseJsonObject(String(body.data));
  if (data === undefined) return cardkitRefusal("notGenerated", "the data is not the JSON of an object");
  const fault = body.type === "card_json" ? checkEntityCard(data, services.town) : undefined;
  if (fault !== undefined) return fault;
  const card = body.type === "card_json" ? data : { type: "template", data };
  const created = createEntity(services.town, { app, card });
  if (!created.ok) return cardkitRefusal("notGenerated", created.detail);
  const { content } = created.value.card;
  setStreaming(created.value, content, services);
  return success({ card_id: created.value.cardId });
}

function convert({ app, body }: AppRequest, { town, entities }: OpenApiServices): ApiAnswer {
  const found = presentMessage(town, String(body.message_id));
  const entity = found.ok ? town.entityOf(found.value) : undefined;
  if (entity === undefined) return badParameter("message_id has to be of a card that was sent.");
  if (entity.app !== app) return cardkitRefusal("otherApp");
  if (entity.card.dialect !== "2.0") return cardkitRefusal("onlySchema2");
  if (entity.card.streaming && entities.of(entity).streaming.kind === "closed") entities.openStreaming(entity);
  return success({ card_id: entity.cardId });
}

function replaceCard(draft: Draft, { body }: AppRequest): ApiRefusal | undefined {
  const { data } = body.card as { data: string };
  const card = parseJsonObject(data);
  if (card === undefined) return cardkitRefusal("notGenerated", "the data is not the JSON of an object");
  draft.card = { ...card };
  draft.setsStreaming = true;
  return undefined;
}

function applySettings(draft: Draft, { body }: AppRequest): ApiRefusal | undefined {
  const settings = parseJsonObject(String(body.settings));
  return settings === undefined
    ? badParameter("settings has to be the JSON of an object.")
    : changeSettings(draft, settings);
}
