import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { Message } from "../messages/message.ts";
import { unknownPerson } from "./plain-text.ts";

/** What a person reads in a message that is no card. */
export function messageText({ content, facts }: Message, nameOf: (id: string) => string | undefined): string {
  const parsed: unknown = JSON.parse(content);
  if (!isJsonObject(parsed)) return "";
  switch (facts.msgType) {
    case "text":
      return withNames(String(parsed.text ?? ""), facts.mentions);
    case "post":
      return postText(
        parsed,
        (id) => facts.mentions.find(({ key }) => key === id)?.name ?? nameOf(id) ?? unknownPerson(),
      );
    default:
      return `(${facts.msgType})`;
  }
}

function withNames(text: string, mentions: Message["facts"]["mentions"]): string {
  // "@_user_1" is the beginning of "@_user_10".
  const named = mentions.toReversed().reduce((result, { key, name }) => result.replaceAll(key, `@${name}`), text);
  return named.replaceAll("@_all", "@all");
}

/** A post is by language, or already the one language's. */
function postText(post: JsonObject, nameOf: (id: string) => string): string {
  const local = Array.isArray(post.content) ? post : Object.values(post).find(isJsonObject);
  if (local === undefined) return "";
  const lines = Array.isArray(local.content) ? local.content : [];
  const text = lines.map((line: unknown) =>
    Array.isArray(line) ? line.map((part) => partText(part, nameOf)).join("") : "",
  );
  return [String(local.title ?? ""), ...text].filter((line) => line !== "").join("\n");
}

function partText(part: unknown, nameOf: (id: string) => string): string {
  if (!isJsonObject(part)) return "";
  if (part.tag === "at") return `@${nameOf(String(part.user_id))}`;
  if (part.tag === "img") return "(image)";
  return typeof part.text === "string" ? part.text : "";
}
