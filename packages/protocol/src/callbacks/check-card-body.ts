import { type AnswerIssue, badCard, below } from "./answer-issue.ts";
import { CLIENT_CODE } from "./clicker-codes.ts";
import { has, isJsonObject, type JsonObject, kindOf, show, toJsonValue } from "./json-value.ts";

/** The two dialects of card JSON. A card without `schema` is 1.0. */
export type CardSchema = "1.0" | "2.0";

/** Keys at a card's root that nothing else in an answer has. */
const CARD_KEYS = ["elements", "i18n_elements", "header", "body"] as const;

/** Whether an object looks like a card, in either dialect. */
export function looksLikeCard(value: JsonObject): boolean {
  return CARD_KEYS.some((key) => has(value, key));
}

/**
 * The schema of the card that was clicked, or `undefined` when no written-out card is known. Never throws.
 *
 * @param context an object that may have an `originalCard`
 */
export function schemaOfOriginal(context: unknown): CardSchema | undefined {
  const json = toJsonValue(context);
  if (!json.ok || !isJsonObject(json.value) || !isJsonObject(json.value.originalCard)) return undefined;
  const card = json.value.originalCard;
  if (!looksLikeCard(card) && !has(card, "schema") && Object.keys(card).length > 0) return undefined;
  return schemaOf(card);
}

/**
 * The faults of a card's root. Its elements are not looked at.
 * Source: the pages on the structure of cards 1.0 and 2.0, and the card callback reference for the change of schema.
 */
export function checkCardBody(path: string, card: JsonObject, original: CardSchema | undefined): AnswerIssue[] {
  const schema = schemaOf(card);
  if (schema === undefined) {
    const message = `The card's schema is ${show(card.schema)}, but only "1.0" and "2.0" exist. Write one, in quotes.`;
    return [badCard(below(path, "schema"), message)];
  }
  const faults = schema === "1.0" ? checkBody1(path, card) : checkBody2(path, card);
  return [...checkDialect(path, schema, original), ...faults];
}

function schemaOf(card: JsonObject): CardSchema | undefined {
  if (!has(card, "schema")) return "1.0";
  return card.schema === "1.0" || card.schema === "2.0" ? card.schema : undefined;
}

function checkDialect(path: string, schema: CardSchema, original: CardSchema | undefined): AnswerIssue[] {
  if (original === undefined || original === schema) return [];
  const step = schema === "1.0" ? 'Write schema: "2.0" and put the elements into body.' : "Answer with a 1.0 card.";
  const message = `The clicked card has schema ${original} and may not become a ${schema} card. ${step}`;
  const code = schema === "1.0" ? CLIENT_CODE.dialectChange : CLIENT_CODE.badCard;
  return [{ path: below(path, "schema"), code, message }];
}

function checkBody1(path: string, card: JsonObject): AnswerIssue[] {
  if (Object.keys(card).length === 0) return [];
  if (has(card, "elements") || has(card, "i18n_elements") || has(card, "header")) return [];
  if (has(card, "body")) {
    const message = 'The card has a body but no schema, so it is read as 1.0 and is empty. Add schema: "2.0".';
    return [badCard(below(path, "schema"), message)];
  }
  const message = "The card has no elements and no header, so there is nothing to show. Add elements (schema 1.0).";
  return [badCard(below(path, "elements"), message)];
}

function checkBody2(path: string, card: JsonObject): AnswerIssue[] {
  const issues: AnswerIssue[] = [];
  if (has(card, "body") && !isJsonObject(card.body)) {
    const message = `The card's body is ${kindOf(card.body)}, but it is an object. Write body: { elements: […] }.`;
    issues.push(badCard(below(path, "body"), message));
  }
  if (has(card, "elements")) {
    const message = "The card has elements at its root, where schema 2.0 refuses them. Move them to body.elements.";
    issues.push(badCard(below(path, "elements"), message));
  }
  return issues;
}
