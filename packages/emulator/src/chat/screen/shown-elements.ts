import { isJsonObject, type JsonObject } from "../../json-object.ts";

/** The language in which a 1.0 card by language is shown: the reader's, else the first there is; missing for others. */
export function shownLanguage({ i18n_elements: languages }: JsonObject, locale: string): string | undefined {
  if (!isJsonObject(languages)) return undefined;
  return Object.hasOwn(languages, locale) ? locale : Object.keys(languages)[0];
}

/** The elements that a reader is shown, as they stand in the card. */
export function shownElements(card: JsonObject, locale: string): unknown {
  const language = shownLanguage(card, locale);
  if (isJsonObject(card.i18n_elements) && language !== undefined) return card.i18n_elements[language];
  return isJsonObject(card.body) ? card.body.elements : card.elements;
}

/** The text of a text object in the reader's language; missing when it is none. */
export function textOf(node: unknown, locale: string): string | undefined {
  if (!isJsonObject(node)) return undefined;
  const local = [node.i18n_content, node.i18n].find(isJsonObject)?.[locale];
  if (typeof local === "string") return local;
  return typeof node.content === "string" ? node.content : undefined;
}
