import { ArgumentError, ClickError } from "../../errors.ts";
import type { JsonObject } from "../../json-object.ts";
import { textOf } from "../screen/shown-elements.ts";
import type { Component } from "./component.ts";
import { describe, innerTexts, namesOf, optionsOf } from "./component-names.ts";
import { NOUN_OF_USE, TAGS_OF_USE, type Use, useOf } from "./uses.ts";

/** A component, and the entry of its list that the target named. */
export interface Found {
  readonly component: Component;
  readonly option?: JsonObject | undefined;
}

/** From how a person would call a component to what helps when there is nothing better. */
type Matcher = (component: Component, target: string, locale: string) => Found[];

const MATCHERS: readonly Matcher[] = [
  (component, target, locale) => [
    ...(namesOf(component, locale).includes(target) ? [{ component }] : []),
    ...(component.tag === "overflow" ? entries(component, target, locale) : []),
  ],
  (component, target, locale) =>
    component.tag === "interactive_container" && innerTexts(component.node, locale).includes(target)
      ? [{ component }]
      : [],
  (component, target) => (component.tag === target ? [{ component }] : []),
];

/**
 * The one component that `target` names: by what is written on it, its `name` or its `element_id`; an entry of an
 * overflow menu by its text; a container by a text in it; and, where there is only one, any component by its tag.
 *
 * @throws ClickError `target_not_found` or `target_ambiguous`; both list what there is
 */
export function findComponent(components: readonly Component[], target: string, use: Use, locale: string): Found {
  const usable = components.filter(({ tag }) => TAGS_OF_USE[use].includes(tag));
  for (const match of MATCHERS) {
    const found = usable.flatMap((component) => match(component, target, locale));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    if (found.length > 1) throw ambiguous(found, target, use, locale);
  }
  refuseWrongUse(components, target, use, locale);
  const { one, none } = NOUN_OF_USE[use];
  const known = usable.length === 0 ? `The card has ${none}` : `The card has ${list(usable, locale)}`;
  throw new ClickError(
    "target_not_found",
    `No ${one} is called "${target}". ${known}: name one by text, name or element_id.`,
  );
}

function entries(component: Component, target: string, locale: string): Found[] {
  return optionsOf(component.node)
    .filter((option) => textOf(option.text, locale) === target)
    .map((option) => ({ component, option }));
}

function ambiguous(found: readonly Found[], target: string, use: Use, locale: string): ClickError {
  const places = list(
    found.map(({ component }) => component),
    locale,
  );
  return new ClickError(
    "target_ambiguous",
    `${found.length} ${NOUN_OF_USE[use].one}s are called "${target}": ${places}. Give them different names or element_ids, and click by those.`,
  );
}

/** A component of that name exists, but is used in another way. */
function refuseWrongUse(components: readonly Component[], target: string, use: Use, locale: string): void {
  const other = components.find((component) => namesOf(component, locale).includes(target));
  const right = other === undefined ? undefined : useOf(other.tag);
  if (other === undefined || right === undefined || right === use) return;
  throw new ArgumentError(
    "bad_argument",
    `"${target}" is a ${other.tag}, which a person does not ${use}. Call ${right}() instead of ${use}().`,
  );
}

function list(components: readonly Component[], locale: string): string {
  return components.map((component) => describe(component, locale)).join(", ");
}
