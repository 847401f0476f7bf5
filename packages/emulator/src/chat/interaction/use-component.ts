import { CLIENT_CODE } from "@larkwire/protocol";
import { ArgumentError, ClickError } from "../../errors.ts";
import type { JsonObject } from "../../json-object.ts";
import { callbackBehavior, isReset, isSubmit, refuseDisabled } from "./callback-behavior.ts";
import { cardAction } from "./card-action.ts";
import type { Component } from "./component.ts";
import { describe } from "./component-names.ts";
import { type FieldInput, fieldValue, initialValue } from "./field-value.ts";
import type { Found } from "./find-component.ts";
import { emptyName, type FormFields, fillForm, formValue, resetForm } from "./form.ts";
import type { FieldValue } from "./local-state.ts";
import type { Asking, Reaction } from "./reaction.ts";
import type { UseContext } from "./use-context.ts";

/** What the person does with a confirmation dialog. */
export interface ConfirmOptions {
  /** Only for a component with a `confirm`. Default `"accept"`. */
  readonly confirm?: "accept" | "cancel" | undefined;
}

/** What a click brings with it. */
export interface ClickOptions extends ConfirmOptions {
  /** What is filled in before, by the components' `name`; only for the submit button of a form. Default: nothing more. */
  readonly form?: FormFields | undefined;
}

const EMPTY_NAME_CODE = CLIENT_CODE.emptyName;

/** A click on a button, a container, a checker, or an entry of an overflow menu: always a question to the app. */
export function click({ component, option }: Found, options: ClickOptions, context: UseContext): Asking {
  const { tag, node, form } = component;
  refuseDisabled(component, context.locale);
  if (options.form !== undefined && (form === undefined || !isSubmit(node))) {
    throw new ArgumentError(
      "bad_argument",
      "The button submits no form, so form would be without effect. Click the form's submit button, or leave form out.",
    );
  }
  if (tag === "checker") return clickChecker(component, options, context);
  if (tag === "overflow") return chooseEntry(component, option, options, context);
  if (isReset(node)) return clickReset(component, options, context);
  const behavior = callbackBehavior(component);
  if (!behavior.asks) throw opensLink(component, context);
  if (form !== undefined) refuseEmptyName(form, context);
  const submits = form !== undefined && isSubmit(node);
  if (submits) fillForm(options.form ?? {}, context, form);
  const values = submits ? formValue(form, context) : undefined;
  refuseCancelled(component, options, context);
  return { kind: "ask", action: cardAction(component, { value: behavior.value, formValue: values }, context) };
}

/** A choice, a text, a moment, a person or a tick. */
export function choose(
  component: Component,
  given: FieldInput,
  options: ConfirmOptions,
  context: UseContext,
): Reaction {
  refuseDisabled(component, context.locale);
  const value = fieldValue(component, given, context);
  const behavior = callbackBehavior(component);
  refuseCancelled(component, options, context);
  if (component.form !== undefined || !behavior.asks) {
    context.local.fill(component.path, value);
    return { kind: "local" };
  }
  return showing(component, behavior.value, value, context);
}

/** One entry of an overflow menu. One that opens a link asks the app only if it has a value, too. */
export function chooseEntry(
  component: Component,
  option: JsonObject | undefined,
  options: ConfirmOptions,
  context: UseContext,
): Asking {
  if (option === undefined) {
    const what = describe(component, context.locale);
    throw new ArgumentError("bad_argument", `${what} is a menu: a click opens it. Name one of its entries.`);
  }
  const behavior = callbackBehavior(component);
  const link = option.multi_url ?? option.url;
  if (!behavior.asks || (link !== undefined && option.value === undefined)) throw opensLink(component, context);
  refuseCancelled(component, options, context);
  const chosen = typeof option.value === "string" ? option.value : undefined;
  return { kind: "ask", action: cardAction(component, { value: behavior.value, chosen }, context) };
}

/** Whether a checker is ticked, as the person sees it. */
export function isTicked(component: Component, context: UseContext): boolean {
  return (context.local.shown(component.path) ?? initialValue(component, context)) === true;
}

function clickChecker(component: Component, options: ConfirmOptions, context: UseContext): Asking {
  const behavior = callbackBehavior(component);
  if (component.form !== undefined || !behavior.asks) {
    const what = describe(component, context.locale);
    throw new ClickError(
      "target_without_callback",
      `${what} is ticked in the client alone, so the app is not asked. Call check() to have that done.`,
    );
  }
  const value = !isTicked(component, context);
  refuseCancelled(component, options, context);
  return showing(component, behavior.value, value, context);
}

function clickReset(component: Component, options: ConfirmOptions, context: UseContext): Asking {
  const behavior = callbackBehavior(component);
  if (component.form === undefined || !context.quirks.resetButtonCallsBack || !behavior.asks) {
    throw new ClickError(
      "target_without_callback",
      "The button resets its form, which the client does by itself. Call reset() to have that done.",
    );
  }
  refuseCancelled(component, options, context);
  resetForm(component.form, context);
  return { kind: "ask", action: cardAction(component, { value: behavior.value }, context) };
}

/** Asks the app, and shows the choice meanwhile. */
function showing(component: Component, value: unknown, chosen: FieldValue, context: UseContext): Asking {
  const shown = { path: component.path, value: chosen };
  return { kind: "ask", action: cardAction(component, { value, chosen }, context), shown };
}

/** @throws ClickError `confirm_cancelled` when the person does not confirm */
function refuseCancelled(component: Component, { confirm }: ConfirmOptions, { locale }: UseContext): void {
  if (confirm === undefined) return;
  const what = describe(component, locale);
  if (component.node.confirm === undefined) {
    throw new ArgumentError("bad_argument", `${what} asks for no confirmation. Leave the option confirm out.`);
  }
  if (confirm === "accept") return;
  throw new ClickError("confirm_cancelled", `The person cancelled the confirmation of ${what}, so nothing was sent.`);
}

/** @throws ClickError `empty_name`, as the client then shows 200530 and sends nothing */
function refuseEmptyName(form: JsonObject, context: UseContext): void {
  const nameless = emptyName(form, context);
  if (nameless === undefined) return;
  throw new ClickError(
    "empty_name",
    `${nameless} stands in a form and has an empty name, so the client shows ${EMPTY_NAME_CODE} and sends nothing. Give it a name.`,
    EMPTY_NAME_CODE,
  );
}

function opensLink(component: Component, { locale }: UseContext): ClickError {
  const { tag } = component;
  const what = tag === "button" ? "The button only opens a link" : `${describe(component, locale)} has no callback`;
  return new ClickError(
    "target_without_callback",
    `${what}, so the app is not asked. Give it a callback behavior to hear of the click.`,
  );
}
