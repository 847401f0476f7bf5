import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { ApiRefusal } from "../answer.ts";
import { cardkitRefusal } from "./cardkit-refusals.ts";

/** Source: create card entity; the size is "advised" there and required by its neighbours. */
const MAX_CARD_BYTES = 30 * 1024;
const MAX_ELEMENTS = 200;
/** Source: card JSON 2.0 structure; text as seen live. */
const ELEMENT_ID = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;

/** Why a card cannot be an entity, or cannot become what an entity shows. */
export function checkEntityCard(card: JsonObject): ApiRefusal | undefined {
  if (Object.keys(card).length === 0) return cardkitRefusal("empty");
  if (card.schema !== "2.0") return cardkitRefusal("onlySchema2");
  if (isJsonObject(card.config) && card.config.update_multi === false) return cardkitRefusal("notShared");
  if (Buffer.byteLength(JSON.stringify(card)) > MAX_CARD_BYTES) return cardkitRefusal("tooLarge");
  const { count, ids } = countElements(card.body);
  if (count > MAX_ELEMENTS) return cardkitRefusal("tooManyElements");
  const malformed = ids.find((id) => !ELEMENT_ID.test(id));
  if (malformed !== undefined) return cardkitRefusal("badElementId", malformedText(malformed));
  return new Set(ids).size < ids.length ? cardkitRefusal("badElementId") : undefined;
}

/** Everything with a `tag` counts: components, and texts inside them. */
function countElements(node: unknown): { count: number; ids: string[] } {
  if (Array.isArray(node)) return sum(node.map(countElements));
  if (!isJsonObject(node)) return { count: 0, ids: [] };
  const own = {
    count: typeof node.tag === "string" ? 1 : 0,
    ids: typeof node.element_id === "string" ? [node.element_id] : [],
  };
  return sum([own, ...Object.entries(node).map(([key, child]) => (key === "value" ? sum([]) : countElements(child)))]);
}

function sum(parts: readonly { count: number; ids: string[] }[]): { count: number; ids: string[] } {
  return { count: parts.reduce((total, { count }) => total + count, 0), ids: parts.flatMap(({ ids }) => ids) };
}

function malformedText(id: string): string {
  return `ElementID ${id}: Code 1002: elementID format error. Only alphabets, numbers, and underscores are allowed. It must start with an alphabet and not exceed 20 characters.`;
}
