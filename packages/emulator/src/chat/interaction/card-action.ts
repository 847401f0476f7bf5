import type { CardAction } from "@larkwire/protocol";
import type { JsonObject } from "../../json-object.ts";
import type { Component } from "./component.ts";
import type { FieldValue } from "./local-state.ts";
import type { Quirks } from "./quirks.ts";
import type { UseContext } from "./use-context.ts";

/** What a person did, besides which component it was. */
export interface Deed {
  /** `action.value`, when something is configured. */
  readonly value: unknown;
  /** What was chosen or typed. */
  readonly chosen?: FieldValue | undefined;
  /** Only when a form was submitted. */
  readonly formValue?: JsonObject | undefined;
}

/**
 * What arrives in `event.action`, in the order seen on the wire: `value`, `tag`, `timezone`, `form_value`, `name`, then
 * what was chosen. `value` is absent when none is configured.
 */
export function cardAction(component: Component, deed: Deed, context: UseContext): CardAction<unknown, JsonObject> {
  const { tag, node } = component;
  const { value, chosen, formValue } = deed;
  return {
    ...(value === undefined ? {} : { value }),
    tag,
    ...(sendsTimezone(component, formValue, context.quirks) ? { timezone: context.timezone } : {}),
    ...(formValue === undefined ? {} : { form_value: formValue }),
    ...(typeof node.name === "string" && sendsName(component, context.quirks) ? { name: node.name } : {}),
    ...(chosen === undefined ? {} : chosenKey(component, chosen, context.quirks)),
  };
}

function sendsTimezone({ tag, interaction }: Component, formValue: JsonObject | undefined, quirks: Quirks): boolean {
  const moment = interaction?.moment;
  return moment !== undefined || formValue !== undefined || (tag === "button" && quirks.timezoneOnButtons);
}

function sendsName({ tag, form }: Component, { nameOutsideForms }: Quirks): boolean {
  if (form !== undefined || nameOutsideForms === "all") return true;
  return tag === "input" && nameOutsideForms === "inputs";
}

function chosenKey(component: Component, chosen: FieldValue, quirks: Quirks): Partial<CardAction> {
  const key = component.interaction?.actionKey;
  if (key === "checked") return { checked: chosen === true };
  if (component.tag === "select_img" && typeof chosen === "string") return chosenImage(chosen, quirks);
  if (key === "options") return { options: typeof chosen === "object" ? [...chosen] : [String(chosen)] };
  if (key === "input_value") return { input_value: String(chosen) };
  return key === "option" ? { option: String(chosen) } : {};
}

function chosenImage(value: string, { selectImg }: Quirks): Partial<CardAction> {
  if (selectImg === "option") return { option: value };
  return { options: selectImg === "options_text" ? value : [value] };
}
