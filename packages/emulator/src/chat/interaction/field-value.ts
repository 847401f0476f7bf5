import { ArgumentError, ClickError } from "../../errors.ts";
import { User } from "../people/user.ts";
import { textOf } from "../screen/shown-elements.ts";
import { checkText, chosenValue, offeredPeople, takesSeveral } from "./choices.ts";
import type { Component } from "./component.ts";
import { describe, optionsOf } from "./component-names.ts";
import { type Moment, withOffset } from "./date-text.ts";
import type { FieldValue } from "./local-state.ts";
import type { UseContext } from "./use-context.ts";

/** What a person puts into a field: text, a choice by value or text, a person, a tick, or several choices. */
export type FieldInput = string | boolean | User | readonly (string | User)[];

/**
 * `given` as the platform sends it: choices by their value, people by `open_id`, moments with an offset.
 *
 * @throws ArgumentError `bad_argument` for a value of the wrong kind, ClickError for a choice there is not
 */
export function fieldValue(component: Component, given: FieldInput, context: UseContext): FieldValue {
  const { tag } = component;
  if (tag === "checker") {
    if (typeof given === "boolean") return given;
    throw wrongKind(component, context, "true or false");
  }
  if (!takesSeveral(component)) return oneValue(component, given, context);
  if (Array.isArray(given)) return given.map((each) => oneValue(component, each, context));
  throw wrongKind(component, context, "an array");
}

function oneValue(component: Component, given: FieldInput, context: UseContext): string {
  const { tag, interaction } = component;
  if (tag.endsWith("select_person")) return personId(component, given, context);
  if (typeof given !== "string") throw wrongKind(component, context, "a string");
  const moment: Moment | undefined = interaction?.moment;
  if (moment !== undefined) return withOffset(given, moment, context.timezone, context.now);
  return tag === "input" ? checkText(component, given) : chosenValue(component, given, context.locale);
}

function personId(component: Component, given: FieldInput, context: UseContext): string {
  if (typeof given !== "string" && !(given instanceof User)) throw wrongKind(component, context, "a person or an id");
  const offered = offeredPeople(component.node);
  const people = context.people.filter((user) => offered?.includes(context.openIdOf(user)) ?? true);
  const person = people.find(
    (user) => user === given || [context.openIdOf(user), user.userId, user.name].includes(String(given)),
  );
  if (person !== undefined) return context.openIdOf(person);
  if (typeof given === "string" && offered?.includes(given) === true) return given;
  const names = people.map(({ name }) => name).join(", ") || "nobody of this chat";
  const wanted = given instanceof User ? given.name : given;
  throw new ClickError(
    "target_not_found",
    `${describe(component, context.locale)} does not offer "${wanted}". It offers: ${names}: pass a person, or an id.`,
  );
}

/** What a field holds before anybody has touched it; `undefined` when nothing. */
export function initialValue(component: Component, context: UseContext): FieldValue | undefined {
  const { node, tag } = component;
  switch (tag) {
    case "input":
      return textInLocale(component, context) ?? "";
    case "checker":
      return node.checked === true;
    case "select_static":
    case "select_person":
      return initialOption(component);
    case "multi_select_static":
    case "multi_select_person":
      return Array.isArray(node.selected_values) ? node.selected_values.map(String) : undefined;
    default:
      return initialMoment(component, context);
  }
}

function textInLocale({ node }: Component, { locale }: UseContext): string | undefined {
  return textOf({ content: node.default_value, i18n: node.i18n_default_value }, locale);
}

function initialOption({ node }: Component): string | undefined {
  if (typeof node.initial_option === "string") return node.initial_option;
  const index = typeof node.initial_index === "number" ? node.initial_index : 0;
  const value = index > 0 ? optionsOf(node)[index - 1]?.value : undefined;
  return typeof value === "string" ? value : undefined;
}

function initialMoment({ node, interaction }: Component, { timezone, now }: UseContext): string | undefined {
  const moment = interaction?.moment;
  const initial = moment === undefined ? undefined : node[`initial_${moment}`];
  if (moment === undefined || typeof initial !== "string") return undefined;
  return withOffset(initial, moment, timezone, now);
}

function wrongKind(component: Component, { locale }: UseContext, expected: string): ArgumentError {
  return new ArgumentError("bad_argument", `${describe(component, locale)} takes ${expected}. Pass that.`);
}
