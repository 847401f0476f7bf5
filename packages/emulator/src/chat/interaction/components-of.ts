import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { shownElements } from "../screen/shown-elements.ts";
import type { Component } from "./component.ts";
import { interactionOf, isUsable } from "./interactions.ts";

/** The keys under which a card, of either dialect, holds further elements. User data such as `value` is not among them. */
const CHILD_KEYS = ["body", "elements", "columns", "actions", "extra", "button_area", "buttons"] as const;

/** Levels of nesting that are looked into; the platform allows five containers. */
const MAX_DEPTH = 32;

/** All that a person can use in a card as it is shown in `locale`, in reading order. */
export function componentsOf(card: JsonObject, locale: string): Component[] {
  const found: Component[] = [];
  visit(shownElements(card, locale), "", undefined, 0, found);
  return found;
}

function visit(node: unknown, path: string, form: JsonObject | undefined, depth: number, found: Component[]): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(node)) {
    node.forEach((child, index) => {
      visit(child, `${path}[${index}]`, form, depth + 1, found);
    });
    return;
  }
  if (!isJsonObject(node)) return;
  const { tag } = node;
  if (typeof tag === "string" && isUsable(tag)) found.push({ tag, node, path, form });
  const enclosing = tag === "form" ? node : form;
  for (const key of CHILD_KEYS) visit(node[key], `${path}.${key}`, enclosing, depth + 1, found);
}

/** The components of `form` that put a value into `form_value`, in reading order, whatever their name. */
export function fieldsOf(components: readonly Component[], form: JsonObject): Component[] {
  return components.filter(
    (component) => component.form === form && interactionOf(component.tag)?.formValue !== undefined,
  );
}
