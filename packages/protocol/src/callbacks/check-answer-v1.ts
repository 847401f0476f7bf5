import { type AnswerIssue, badCard } from "./answer-issue.ts";
import { checkTemplate } from "./check-card.ts";
import { type CardSchema, checkCardBody, looksLikeCard } from "./check-card-body.ts";
import { checkToast } from "./check-toast.ts";
import { has, type JsonObject, show } from "./json-value.ts";

/** The faults of the legacy answer: everything but `toast` is the card. Source: the legacy callback reference. */
export function checkAnswerV1(answer: JsonObject, original: CardSchema | undefined): AnswerIssue[] {
  const toastIssues = has(answer, "toast") ? checkToast("toast", answer.toast) : [];
  return [...toastIssues, ...checkLegacyCard(answer, original)];
}

function checkLegacyCard(answer: JsonObject, original: CardSchema | undefined): AnswerIssue[] {
  if (has(answer, "card")) {
    const message =
      "The legacy answer has no card wrapper. Put the card's keys, or type and data of a template, at the top.";
    return [badCard("card", message)];
  }
  if (answer.type === "template") return checkTemplate("data", answer.data);
  if (has(answer, "type")) {
    const message = `The type is ${show(answer.type)}, but the legacy answer knows only template. Put a written-out card's keys at the top, without type and data.`;
    return [badCard("type", message)];
  }
  if (has(answer, "template_id") || has(answer, "data")) {
    const message = 'The template has no type. Write { type: "template", data: { template_id: "…" } }.';
    return [badCard("type", message)];
  }
  return isBareCard(answer) ? checkCardBody("", answer, original) : [];
}

/** Anything else at the top, such as the `msg` that official SDKs send for "nothing", leaves the card as it is. */
function isBareCard(answer: JsonObject): boolean {
  return looksLikeCard(answer) || has(answer, "schema") || has(answer, "config") || has(answer, "card_link");
}
