import { isJsonObject, type JsonObject } from "../../json-object.ts";

/** `i18n_elements` of a 1.0 card take the place of `elements`: the reader's language, else the first there is. */
export function shownElements(card: JsonObject, locale: string): JsonObject {
  if (!isJsonObject(card.i18n_elements)) return card;
  return { ...card, elements: card.i18n_elements[locale] ?? Object.values(card.i18n_elements)[0] };
}

/** The text of a text object in the reader's language; missing when it is none. */
export function textOf(node: unknown, locale: string): string | undefined {
  if (!isJsonObject(node)) return undefined;
  const local = [node.i18n_content, node.i18n].find(isJsonObject)?.[locale];
  if (typeof local === "string") return local;
  return typeof node.content === "string" ? node.content : undefined;
}
