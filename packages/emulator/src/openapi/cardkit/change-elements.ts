import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { ApiRefusal } from "../answer.ts";
import { badParameter, cardkitRefusal } from "./cardkit-refusals.ts";
import { type DraftCard, findElement } from "./find-element.ts";

/** Where new elements go. Source: create element. */
export const PLACES = ["insert_before", "insert_after", "append"] as const;

export type Place = (typeof PLACES)[number];

/** Elements to be added. */
export interface Addition {
  readonly place: Place;
  /** Required but for `append`, where it names the container; without one the end of the body is meant. */
  readonly targetId: string | undefined;
  readonly elements: readonly JsonObject[];
}

// Every function changes `card` or returns why it cannot be done; then the card may be half changed.

export function addElements(card: DraftCard, { place, targetId, elements }: Addition): ApiRefusal | undefined {
  if (targetId === undefined && place !== "append") {
    return badParameter(`target_element_id is required for the type ${place}.`);
  }
  const target = targetId === undefined ? undefined : findElement(card, targetId);
  if (targetId !== undefined && target === undefined) return cardkitRefusal("notAdded", notFound(targetId));
  if (place === "append") {
    const list = elementsOf(target?.element ?? card.body);
    if (list === undefined) return cardkitRefusal("notAdded", `${targetId ?? "the card"} holds no elements`);
    list.push(...elements);
    return undefined;
  }
  if (target?.list === undefined) return cardkitRefusal("notAdded", `${targetId} is not in a list of elements`);
  const at = target.list.indexOf(target.element) + (place === "insert_after" ? 1 : 0);
  target.list.splice(at, 0, ...elements);
  return undefined;
}

/** The new element keeps the id of the old one when it brings none of its own. */
export function replaceElement(card: DraftCard, elementId: string, element: JsonObject): ApiRefusal | undefined {
  const found = findElement(card, elementId);
  if (found === undefined) return cardkitRefusal("notReplaced", notFound(elementId));
  found.replace({ element_id: elementId, ...element });
  return undefined;
}

/** Members of `changes` take the place of those there are; everything but the tag can change. */
export function patchElement(card: DraftCard, elementId: string, changes: JsonObject): ApiRefusal | undefined {
  const found = findElement(card, elementId);
  if (found === undefined) return cardkitRefusal("notPatched", notFound(elementId));
  if (changes.tag !== undefined && changes.tag !== found.element.tag) return cardkitRefusal("tagChange");
  found.replace({ ...found.element, ...changes });
  return undefined;
}

export function deleteElement(card: DraftCard, elementId: string): ApiRefusal | undefined {
  const found = findElement(card, elementId);
  if (found === undefined) return cardkitRefusal("notDeleted", notFound(elementId));
  if (found.list === undefined) return cardkitRefusal("notDeleted", `${elementId} is part of another element`);
  found.list.splice(found.list.indexOf(found.element), 1);
  return undefined;
}

/** What takes streamed text. Source: streaming text update. */
const TEXT_TAGS: readonly unknown[] = ["markdown", "plain_text"];

export function setText(card: DraftCard, elementId: string, content: string): ApiRefusal | undefined {
  const found = findElement(card, elementId);
  if (found === undefined) return cardkitRefusal("notPatched", notFound(elementId));
  if (!TEXT_TAGS.includes(found.element.tag)) return cardkitRefusal("onlyText");
  found.replace({ ...found.element, content });
  return undefined;
}

/** As seen live. */
function notFound(elementId: string): string {
  return `not find elementID : ${elementId}`;
}

function elementsOf(container: unknown): unknown[] | undefined {
  if (!isJsonObject(container)) return undefined;
  return Array.isArray(container.elements) ? container.elements : undefined;
}
