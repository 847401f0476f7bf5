import { ArgumentError, ClickError } from "../../errors.ts";
import type { JsonObject } from "../../json-object.ts";
import { textOf } from "../screen/shown-elements.ts";
import type { Component } from "./component.ts";
import { describe, optionsOf } from "./component-names.ts";

/**
 * The value of the entry that `wanted` names by its value or its text. A list without entries takes anything: it may be
 * one that this emulator does not know, such as a template's.
 *
 * @throws ClickError `target_not_found` when there is no such entry, `target_disabled` when it cannot be chosen
 */
export function chosenValue(component: Component, wanted: string, locale: string): string {
  const options = optionsOf(component.node);
  if (options.length === 0) return wanted;
  const option =
    options.find(({ value }) => value === wanted) ?? options.find(({ text }) => textOf(text, locale) === wanted);
  if (option === undefined) {
    const known = options.map((each) => JSON.stringify(textOf(each.text, locale) ?? each.value)).join(", ");
    throw new ClickError(
      "target_not_found",
      `${describe(component, locale)} has no entry "${wanted}". It has: ${known}: name one by value or text.`,
    );
  }
  if (option.disabled === true) {
    throw new ClickError("target_disabled", `The entry "${wanted}" is disabled, so a real client ignores it.`);
  }
  return typeof option.value === "string" ? option.value : wanted;
}

/** Whether a component takes several choices. */
export function takesSeveral({ tag, node }: Component): boolean {
  return tag.startsWith("multi_select_") || (tag === "select_img" && node.multi_select === true);
}

/** Refuses several choices where one is taken, and one long text where an input has a limit. */
export function checkText({ node }: Component, text: string): string {
  const max = typeof node.max_length === "number" ? node.max_length : MAX_INPUT_LENGTH;
  if ([...text].length <= max) return text;
  throw new ArgumentError("bad_argument", `The input takes at most ${max} characters. Type less.`);
}

/** Source: the page of the input. */
const MAX_INPUT_LENGTH = 1000;

/** The open_ids a person picker offers; missing: everybody in the chat. */
export function offeredPeople(node: JsonObject): string[] | undefined {
  const ids = optionsOf(node)
    .map(({ value }) => value)
    .filter((value) => typeof value === "string");
  return ids.length === 0 ? undefined : ids;
}
