import { isJsonObject, type JsonObject } from "../../json-object.ts";

/** A card that may be changed: a copy of its own. */
export type DraftCard = Record<string, unknown>;

/** An element of a card, and where it stands. */
export interface FoundElement {
  readonly element: Record<string, unknown>;
  /** The list it is in; missing for one that is a member of another element, such as the text of a button. */
  readonly list: unknown[] | undefined;
  /** Puts `element` in its place. */
  replace(element: JsonObject): void;
}

/** What an app stores in a card and nobody draws; an `element_id` in there names nothing. */
const NOT_ELEMENTS: ReadonlySet<string> = new Set(["value", "behaviors", "chart_spec", "options"]);

/** The element of the card's body that has this `element_id`. The header is not addressable, as observed. */
export function findElement(card: DraftCard, elementId: string): FoundElement | undefined {
  return isJsonObject(card.body) ? findInside(card.body as Record<string, unknown>, elementId) : undefined;
}

function findInside(parent: Record<string, unknown>, elementId: string): FoundElement | undefined {
  for (const [key, child] of Object.entries(parent)) {
    if (NOT_ELEMENTS.has(key)) continue;
    const found = Array.isArray(child)
      ? findInList(child, elementId)
      : findAt(child, elementId, undefined, (element) => {
          parent[key] = element;
        });
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInList(list: unknown[], elementId: string): FoundElement | undefined {
  for (const [at, item] of list.entries()) {
    const found = findAt(item, elementId, list, (element) => {
      list[at] = element;
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function findAt(
  candidate: unknown,
  elementId: string,
  list: unknown[] | undefined,
  replace: (element: JsonObject) => void,
): FoundElement | undefined {
  if (!isJsonObject(candidate)) return undefined;
  const element = candidate as Record<string, unknown>;
  return element.element_id === elementId ? { element, list, replace } : findInside(element, elementId);
}
