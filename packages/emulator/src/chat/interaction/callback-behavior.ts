import { ClickError } from "../../errors.ts";
import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { Component } from "./component.ts";
import { describe } from "./component-names.ts";

/** Whether a use of the component asks the app, and with which `action.value`. */
export type CallbackBehavior = { readonly asks: false } | { readonly asks: true; readonly value: unknown };

/**
 * What is configured: the callback behaviour, else the older `value` beside it. Most components ask the app without any
 * of this; checkers and containers only with a callback behaviour; a button that opens a link does not.
 */
export function callbackBehavior({ tag, node, interaction }: Component): CallbackBehavior {
  const behaviors = Array.isArray(node.behaviors) ? node.behaviors.filter(isJsonObject) : [];
  const callback = behaviors.find((behavior) => behavior.type === "callback");
  if (callback !== undefined) return { asks: true, value: callback.value };
  if (interaction?.callsBack !== "by_itself") return { asks: false };
  if (tag === "button" && opensLinkOnly(node, behaviors)) return { asks: false };
  return { asks: true, value: node.value };
}

/** Of a link and a `value` in the older form only the link fires, unless `complex_interaction` is set. */
function opensLinkOnly(button: JsonObject, behaviors: readonly JsonObject[]): boolean {
  if (isSubmit(button)) return false;
  if (behaviors.length > 0) return behaviors.every((behavior) => behavior.type === "open_url");
  const link = button.url !== undefined || button.multi_url !== undefined || button.action_type === "link";
  return link && !(button.complex_interaction === true && button.value !== undefined);
}

export function isSubmit(button: JsonObject): boolean {
  return button.form_action_type === "submit" || button.action_type === "form_submit";
}

export function isReset(button: JsonObject): boolean {
  return button.form_action_type === "reset" || button.action_type === "form_reset";
}

/** @throws ClickError `target_disabled` */
export function refuseDisabled(component: Component, locale: string): void {
  if (component.node.disabled !== true) return;
  const what = component.tag === "button" ? "The button" : describe(component, locale);
  throw new ClickError("target_disabled", `${what} is disabled, so a real client ignores it.`);
}
