import { type AnswerIssue, badAnswer, below } from "./answer-issue.ts";
import { CARD_TOAST_TYPES, type CardToastType } from "./card-toast.ts";
import { has, isJsonObject, type JsonObject, kindOf, show } from "./json-value.ts";

/** What people write for the four types. */
const MEANT_TYPE: ReadonlyMap<string, CardToastType> = new Map([
  ["warn", "warning"],
  ["fail", "error"],
  ["failed", "error"],
  ["failure", "error"],
  ["danger", "error"],
  ["ok", "success"],
  ["succeed", "success"],
  ["default", "info"],
]);

/** The faults of a `toast` that is present. Source: the card callback reference, answer section. */
export function checkToast(path: string, toast: unknown): AnswerIssue[] {
  if (typeof toast === "string") {
    const example = `{ type: "info", content: ${show(toast)} }`;
    return [badAnswer(path, `The toast is text, but the platform expects an object. Write ${example}.`)];
  }
  if (!isJsonObject(toast)) {
    return [badAnswer(path, `The toast is ${kindOf(toast)}, but the platform expects { type, content }. Write it so.`)];
  }
  return [...checkType(path, toast.type), ...checkContent(path, toast), ...checkTexts(below(path, "i18n"), toast.i18n)];
}

function checkType(path: string, type: unknown): AnswerIssue[] {
  const known: readonly unknown[] = CARD_TOAST_TYPES;
  if (type === undefined || type === null || known.includes(type)) return [];
  const meant = typeof type === "string" ? meantType(type) : undefined;
  const nextStep = meant === undefined ? "Write one of them." : `Write "${meant}".`;
  const message = `The toast's type is ${show(type)}, but only ${CARD_TOAST_TYPES.join(", ")} exist. ${nextStep}`;
  return [badAnswer(below(path, "type"), message)];
}

function meantType(type: string): CardToastType | undefined {
  const lowerCase = type.toLowerCase();
  return CARD_TOAST_TYPES.find((known) => known === lowerCase) ?? MEANT_TYPE.get(lowerCase);
}

function checkContent(path: string, toast: JsonObject): AnswerIssue[] {
  if (typeof toast.content === "string") return [];
  if (has(toast, "content")) {
    const message = `The toast's content is ${kindOf(toast.content)}, but only text can be shown. Write a string.`;
    return [badAnswer(below(path, "content"), message)];
  }
  if (isJsonObject(toast.i18n) && Object.keys(toast.i18n).length > 0) return [];
  return [badAnswer(below(path, "content"), "The toast has no content, so there is no text to show. Add content.")];
}

/** The faults of texts by language: a toast's `i18n`, a preview's `i18n_title`. Missing is fine. */
export function checkTexts(path: string, texts: unknown): AnswerIssue[] {
  if (texts === undefined || texts === null) return [];
  if (!isJsonObject(texts)) {
    const message = `${path} is ${kindOf(texts)}, but it holds texts by language. Write { zh_cn: "…", en_us: "…" }.`;
    return [badAnswer(path, message)];
  }
  return Object.entries(texts)
    .filter(([, text]) => typeof text !== "string")
    .map(([locale, text]) => {
      const message = `The text for ${show(locale)} is ${kindOf(text)}, but only text can be shown. Write a string.`;
      return badAnswer(below(path, locale), message);
    });
}
