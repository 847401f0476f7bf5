import { ClickError } from "../../errors.ts";
import type { JsonObject } from "../../json-object.ts";
import { isReset, isSubmit } from "./callback-behavior.ts";
import type { Component } from "./component.ts";
import { namesOf } from "./component-names.ts";
import { findComponent } from "./find-component.ts";
import type { UseContext } from "./use-context.ts";

/**
 * The form that is called `target`, or whose reset button is; without a target the only one.
 *
 * @throws ClickError `target_not_found` or `target_ambiguous`; both list what there is
 */
export function findForm(components: readonly Component[], target: string | undefined, locale: string): JsonObject {
  const forms = new Set(components.flatMap(({ form }) => (form === undefined ? [] : [form])));
  const found = [...forms].filter((form) => target === undefined || isCalled(form, target, components, locale));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const names = [...forms].map(({ name }) => JSON.stringify(name ?? "")).join(", ") || "none";
  const wanted = target === undefined ? "" : ` called "${target}"`;
  const [code, fault] =
    only === undefined
      ? (["target_not_found", `The card has no form${wanted}`] as const)
      : (["target_ambiguous", `The card has ${found.length} forms${wanted}`] as const);
  throw new ClickError(code, `${fault}. It has: ${names}: name one, or its reset button.`);
}

/** The submit button that is called `target`; without a target the only one in the card. */
export function findSubmit({ components, locale }: UseContext, target: string | undefined): Component {
  const buttons = components.filter(({ node, form }) => form !== undefined && isSubmit(node));
  const [button] = buttons;
  if (button === undefined) throw new ClickError("target_not_found", "The card has no form with a submit button.");
  if (target === undefined && buttons.length === 1) return button;
  return findComponent(buttons, target ?? "button", "click", locale).component;
}

function isCalled(form: JsonObject, target: string, components: readonly Component[], locale: string): boolean {
  if (form.name === target) return true;
  return components.some(
    (component) => component.form === form && isReset(component.node) && namesOf(component, locale).includes(target),
  );
}
