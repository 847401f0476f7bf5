import { type AnswerIssue, badCard, below } from "./answer-issue.ts";
import { type CardSchema, checkCardBody, looksLikeCard } from "./check-card-body.ts";
import { has, isJsonObject, type JsonObject, kindOf, show } from "./json-value.ts";

const WRAPPED = '{ type: "raw", data: <the card> }';
const TEMPLATE = '{ type: "template", data: { template_id: "…" } }';

/** The faults of a `card` that is present, in the answers of both current callbacks. */
export function checkCard(path: string, card: unknown, original: CardSchema | undefined): AnswerIssue[] {
  if (!isJsonObject(card)) {
    const message = `The card is ${kindOf(card)}, but the platform expects an object. Write card: ${WRAPPED}.`;
    return [badCard(path, message)];
  }
  if (!has(card, "type")) return [checkUntyped(path, card)];
  if (card.type === "raw") return checkRaw(path, card.data, original);
  if (card.type === "template") return checkTemplate(below(path, "data"), card.data);
  const message = `The card's type is ${show(card.type)}, but an answer knows only raw and template. Write ${WRAPPED}.`;
  return [badCard(below(path, "type"), message)];
}

function checkUntyped(path: string, card: JsonObject): AnswerIssue {
  if (looksLikeCard(card)) {
    return badCard(path, `The card stands directly under card, without its wrapper. Write card: ${WRAPPED}.`);
  }
  if (has(card, "template_id")) {
    return badCard(path, `The template stands directly under card, without its wrapper. Write card: ${TEMPLATE}.`);
  }
  const message = `The card has no type, so the platform cannot tell a card from a template. Add type: "raw" or "template".`;
  return badCard(below(path, "type"), message);
}

function checkRaw(path: string, data: unknown, original: CardSchema | undefined): AnswerIssue[] {
  const dataPath = below(path, "data");
  if (isJsonObject(data)) return checkCardBody(dataPath, data, original);
  return [badData(dataPath, data, "the card itself")];
}

/** The faults of a template's `data`. Source: the card callback reference, answer section. */
export function checkTemplate(path: string, data: unknown): AnswerIssue[] {
  if (!isJsonObject(data)) return [badData(path, data, "{ template_id, template_version_name, template_variable }")];
  const issues: AnswerIssue[] = [];
  if (typeof data.template_id !== "string" || data.template_id === "") {
    const fault = has(data, "template_id")
      ? `The template_id is ${show(data.template_id)}`
      : "The template_id is missing";
    const message = `${fault}, so no template can be found. Write the id that the card builder shows, such as "AAq…".`;
    issues.push(badCard(below(path, "template_id"), message));
  }
  if (has(data, "template_version_name") && typeof data.template_version_name !== "string") {
    const message = `The template_version_name is ${show(data.template_version_name)}, but it is text such as "1.0.0". Write it in quotes, or leave it out for the newest version.`;
    issues.push(badCard(below(path, "template_version_name"), message));
  }
  if (has(data, "template_variable") && !isJsonObject(data.template_variable)) {
    const message = `The template_variable is ${kindOf(data.template_variable)}, but it holds values by name. Write { name: value }.`;
    issues.push(badCard(below(path, "template_variable"), message));
  }
  return issues;
}

function badData(path: string, data: unknown, expected: string): AnswerIssue {
  if (typeof data === "string") {
    const message = `${path} is JSON text, but the platform expects the object. Leave out JSON.stringify: data is ${expected}.`;
    return badCard(path, message);
  }
  return badCard(path, `${path} is ${kindOf(data)}, but the platform expects an object. Write data: ${expected}.`);
}
