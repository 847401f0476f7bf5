import { type AnswerIssue, badAnswer, below } from "./answer-issue.ts";
import { checkTexts } from "./check-toast.ts";
import { has, isJsonObject, type JsonObject, kindOf, show } from "./json-value.ts";

/** The faults of an `inline` that is present. Source: the reference of `url.preview.get`, answer section. */
export function checkInline(path: string, inline: unknown): AnswerIssue[] {
  if (!isJsonObject(inline)) {
    const message = `The inline part is ${kindOf(inline)}, but the platform expects an object. Write inline: { title: "…" }.`;
    return [badAnswer(path, message)];
  }
  return [
    ...checkTitle(path, inline),
    ...checkTexts(below(path, "i18n_title"), inline.i18n_title),
    ...checkText(path, inline, "image_key", "the key that the image upload API returned"),
    ...checkLink(below(path, "url"), inline.url),
  ];
}

function checkTitle(path: string, inline: JsonObject): AnswerIssue[] {
  if (has(inline, "title")) return checkText(path, inline, "title", "the title");
  if (has(inline, "i18n_title")) return [];
  const message = "The preview has neither title nor i18n_title, so there is nothing to show. Add title.";
  return [badAnswer(below(path, "title"), message)];
}

/** The addresses have no fixed list of keys here: the platform may add clients. */
function checkLink(path: string, link: unknown): AnswerIssue[] {
  if (link === undefined || link === null) return [];
  if (!isJsonObject(link)) {
    const example = typeof link === "string" ? `{ copy_url: ${show(link)} }` : "{ copy_url, ios, android, pc, web }";
    return [
      badAnswer(path, `The preview's url is ${kindOf(link)}, but it holds addresses by client. Write ${example}.`),
    ];
  }
  return Object.keys(link).flatMap((client) => checkText(path, link, client, "an address"));
}

function checkText(path: string, object: JsonObject, key: string, meaning: string): AnswerIssue[] {
  if (!has(object, key) || typeof object[key] === "string") return [];
  const message = `${below(path, key)} is ${kindOf(object[key])}, but only text is accepted. Write ${meaning} as a string.`;
  return [badAnswer(below(path, key), message)];
}
