import type { CardEntity } from "../../chat/cards/card-entity.ts";
import type { ApiAnswer, ApiRefusal } from "../answer.ts";
import { parseJsonObject } from "../reading/parse-json.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { readElements } from "./apply-actions.ts";
import { badParameter, cardkitRefusal } from "./cardkit-refusals.ts";
import { addElements, deleteElement, PLACES, patchElement, replaceElement, setText } from "./change-elements.ts";
import type { Draft } from "./draft.ts";
import { operate, refuseStreaming } from "./operate.ts";
import { CARDKIT, ORDER } from "./route-parts.ts";

const ELEMENT = "/open-apis/cardkit/v1/cards/:card_id/elements/:element_id";
const JSON_TEXT = { type: "text", required: true, max: 1_000_000 } as const;

/** Longest text of one element. Source: the official channel SDK rolls over to a new card there. */
const MAX_STREAMED_TEXT = 30_000;

/** Calls about single components of a card. */
export const ELEMENT_ROUTES: readonly TenantRoute[] = [
  {
    ...CARDKIT,
    method: "POST",
    path: "/open-apis/cardkit/v1/cards/:card_id/elements",
    what: "Add components to an entity",
    source: "Create element",
    fields: {
      ...ORDER,
      type: { type: "text", required: true, oneOf: PLACES },
      target_element_id: { type: "text", max: 20 },
      elements: JSON_TEXT,
    },
    handle: (request, services) => operate(request, services, (draft) => add(draft, request)),
  },
  {
    ...CARDKIT,
    method: "PUT",
    path: ELEMENT,
    what: "Replace a component",
    source: "Update element",
    fields: { ...ORDER, element: JSON_TEXT },
    handle: (request, services) => operate(request, services, (draft) => replace(draft, request)),
  },
  {
    ...CARDKIT,
    method: "PATCH",
    path: ELEMENT,
    what: "Change members of a component",
    source: "Patch element",
    fields: { ...ORDER, partial_element: JSON_TEXT },
    handle: (request, services) => operate(request, services, (draft) => patch(draft, request)),
  },
  {
    ...CARDKIT,
    method: "DELETE",
    path: ELEMENT,
    what: "Remove a component",
    source: "Delete element",
    fields: ORDER,
    handle: (request, services) => operate(request, services, ({ card }) => deleteElement(card, elementId(request))),
  },
  {
    ...CARDKIT,
    method: "PUT",
    path: `${ELEMENT}/content`,
    what: "Stream text into a component",
    note: "The text appears at once. A refused operation counts neither for sequence nor for uuid: chosen.",
    source: "Streaming text update; the timeout as measured",
    fields: { ...ORDER, content: { type: "text", required: true, max: 100_000 } },
    handle: stream,
  },
];

function add({ card }: Draft, { body }: AppRequest): ApiRefusal | undefined {
  const elements = readElements(body.elements);
  if (elements === undefined) return badParameter("elements has to be the JSON of a list of components.");
  const place = PLACES.find((known) => known === body.type) ?? "append";
  const target =
    typeof body.target_element_id === "string" && body.target_element_id !== "" ? body.target_element_id : undefined;
  return addElements(card, { place, targetId: target, elements });
}

function replace({ card }: Draft, request: AppRequest): ApiRefusal | undefined {
  const element = parseJsonObject(String(request.body.element));
  if (element === undefined) return badParameter("element has to be the JSON of a component.");
  return replaceElement(card, elementId(request), element);
}

function patch({ card }: Draft, request: AppRequest): ApiRefusal | undefined {
  const changes = parseJsonObject(String(request.body.partial_element));
  if (changes === undefined) return badParameter("partial_element has to be the JSON of an object.");
  return patchElement(card, elementId(request), changes);
}

function stream(request: AppRequest, services: OpenApiServices): ApiAnswer {
  const content = String(request.body.content);
  return operate(request, services, ({ card }: Draft, entity: CardEntity) => {
    const closed = refuseStreaming(services.entities.of(entity));
    if (closed !== undefined) return closed;
    if (content.length > MAX_STREAMED_TEXT) return cardkitRefusal("elementTooLong");
    return setText(card, elementId(request), content);
  });
}

function elementId({ params }: AppRequest): string {
  return params.element_id ?? "";
}
