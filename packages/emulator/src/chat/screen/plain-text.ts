import { isJsonObject } from "../../json-object.ts";
import type { Pen } from "./pen.ts";
import { textOf } from "./shown-elements.ts";

/** Shown for a person nobody knows. Source: the page of the rich text component. */
const UNKNOWN_PERSON = "未知用户";

/** The text of a text object as it is read: markup is gone, people have names. */
export function readText(node: unknown, pen: Pen): string {
  const text = textOf(node, pen.locale);
  if (text === undefined) return "";
  return isJsonObject(node) && node.tag === "plain_text" ? text : plainMarkdown(text, pen);
}

/** Markdown as it is read. Only the marks that cards use are known; what else looks like one stays. */
export function plainMarkdown(markdown: string, pen: Pen): string {
  return markdown
    .replaceAll(
      /<at\s+(?:id|user_id|ids|email)\s*=\s*["']?([^"'>]+?)["']?\s*(?:\/>|>(?:.*?<\/at>)?)/g,
      (_, ids: string) =>
        ids
          .split(",")
          .map((id) => (id === "all" ? "@all" : `@${pen.nameOf(id.trim())}`))
          .join(" "),
    )
    .replaceAll(/<person\s+id\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(?:<\/person>)?/g, (_, id: string) => pen.nameOf(id))
    .replaceAll(/<br\s*\/?>/g, "\n")
    .replaceAll(/<hr\s*\/?>/g, "\n---\n")
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, (_, hover: string) => (hover === "" ? "(image)" : `(image: ${hover})`))
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/<\/?(?:font|text_tag|number_tag|link|a|raw|local_datetime|audio)\b[^>]*>/g, "")
    .replaceAll(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replaceAll(/(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])/g, "$1")
    .replaceAll(/^#{1,6} /gm, "");
}

/** For people whose id nobody has here. */
export function unknownPerson(): string {
  return UNKNOWN_PERSON;
}
