import { type AnswerIssue, badAnswer } from "./answer-issue.ts";
import { looksLikeCard } from "./check-card-body.ts";
import { has, type JsonObject } from "./json-value.ts";

/**
 * Mistakes at the top of an answer to a current callback. Other unknown keys are no fault: the platform may learn new
 * ones. That these give 200672 and not 200673 is our reading of the reference: its 200673 is about the `card` part.
 *
 * @param parts the keys that the callback's answer is made of, `card` among them
 */
export function checkAnswerRoot(answer: JsonObject, parts: readonly string[]): AnswerIssue[] {
  if (has(answer, "card")) return [];
  if (looksLikeCard(answer)) {
    const message =
      'The card stands at the top, as in the legacy callback, so it is not found. Write { card: { type: "raw", data: <the card> } }.';
    return [badAnswer("", message)];
  }
  if ((answer.type === "raw" || answer.type === "template") && has(answer, "data")) {
    const message =
      "The keys type and data stand at the top, so the card is not found. Write { card: { type, data } }.";
    return [badAnswer("", message)];
  }
  if (parts.some((part) => has(answer, part))) return [];
  if (parts.includes("inline") && (has(answer, "title") || has(answer, "i18n_title"))) {
    return [badAnswer("", 'The title stands at the top, so it is not found. Write { inline: { title: "…" } }.')];
  }
  if (parts.includes("toast") && (has(answer, "content") || has(answer, "i18n"))) {
    const message = 'The toast stands at the top, so it is not found. Write { toast: { type: "info", content: "…" } }.';
    return [badAnswer("", message)];
  }
  if (has(answer, "msg")) {
    const message =
      "The answer has the shape that acknowledges an event; a callback needs its own. Return {} to change nothing.";
    return [badAnswer("", message)];
  }
  return [];
}
