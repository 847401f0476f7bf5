import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { textOf } from "../screen/shown-elements.ts";
import type { Component } from "./component.ts";

/** What stands on or beside a component, by the key under which it has it. */
const TEXT_KEYS = ["text", "label", "placeholder"] as const;

/** Levels of nesting that are looked into for texts. */
const MAX_DEPTH = 32;

/** The names a person would use for a component: what is written on it, its `name`, its `element_id`. */
export function namesOf({ node }: Component, locale: string): string[] {
  const title = isJsonObject(node.header) ? textOf(node.header.title, locale) : undefined;
  const texts = TEXT_KEYS.map((key) => textOf(node[key], locale));
  return [...texts, title, node.name, node.element_id].filter((name) => typeof name === "string");
}

/** The texts inside a container, for one that has none of its own. */
export function innerTexts(node: unknown, locale: string, depth = 0): string[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(node)) return node.flatMap((child) => innerTexts(child, locale, depth + 1));
  if (!isJsonObject(node)) return [];
  const own = textOf(node, locale);
  const children = [node.text, node.elements, node.columns].flatMap((child) => innerTexts(child, locale, depth + 1));
  return own === undefined ? children : [own, ...children];
}

/** The options of a list, in order. */
export function optionsOf(node: JsonObject): JsonObject[] {
  return Array.isArray(node.options) ? node.options.filter(isJsonObject) : [];
}

/** For messages, such as `[text "Yes", name "y"]`. */
export function describe({ tag, node }: Component, locale: string): string {
  const parts: string[] = tag === "button" ? [] : [tag];
  if (tag === "button") parts.push(`text ${JSON.stringify(textOf(node.text, locale) ?? "")}`);
  for (const key of tag === "button" ? [] : TEXT_KEYS) {
    const text = textOf(node[key], locale);
    if (text !== undefined) parts.push(`${key} ${JSON.stringify(text)}`);
  }
  if (tag === "overflow") parts.push(...optionsOf(node).map((option) => JSON.stringify(textOf(option.text, locale))));
  if (tag === "collapsible_panel" && isJsonObject(node.header)) {
    parts.push(`title ${JSON.stringify(textOf(node.header.title, locale) ?? "")}`);
  }
  if (typeof node.name === "string") parts.push(`name "${node.name}"`);
  if (typeof node.element_id === "string") parts.push(`element_id "${node.element_id}"`);
  return `[${parts.join(", ")}]`;
}
