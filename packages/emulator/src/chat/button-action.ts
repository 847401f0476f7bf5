import type { CardAction } from "@larkwire/protocol";
import { ArgumentError, ClickError } from "../errors.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";
import { unknownName } from "../unknown-names.ts";
import type { FoundButton } from "./find-button.ts";
import { formValue } from "./form-value.ts";

/** What was filled in, by the components' `name`. */
export type FormFields = Readonly<Record<string, string | readonly string[] | boolean>>;

/** What a click brings with it. */
export interface ClickOptions {
  /** What was filled in, by the components' `name`; only for the submit button of a form. Default: the initial values. */
  readonly form?: FormFields | undefined;
}

const OPTIONS = ["form"] as const satisfies readonly (keyof ClickOptions)[];

/**
 * What a click on a button puts into `event.action`, in the order seen on the wire: `value`, `tag`, and for a form's
 * submit button `timezone`, `form_value`, `name`. `value` is absent when none is configured.
 *
 * @throws ClickError for a click that a real client would not report, ArgumentError for options that would be without effect
 */
export function buttonAction(
  { button, form }: FoundButton,
  options: ClickOptions,
  timezone: string,
): CardAction<unknown, JsonObject> {
  const fault = unknownName(options, OPTIONS, "option of click");
  if (fault !== undefined) throw new ArgumentError("bad_argument", fault);
  if (button.disabled === true) {
    throw new ClickError("target_disabled", "The button is disabled, so a real client ignores the click.");
  }
  const value = callbackValue(button);
  if (options.form !== undefined && (form === undefined || !isSubmit(button))) {
    throw new ArgumentError(
      "bad_argument",
      "The button submits no form, so form would be without effect. Click the form's submit button, or leave form out.",
    );
  }
  const plain = { ...(value === undefined ? {} : { value }), tag: "button" };
  if (form === undefined) return plain;
  const name = typeof button.name === "string" ? { name: button.name } : {};
  if (!isSubmit(button)) return { ...plain, ...name };
  return { ...plain, timezone, form_value: formValue(form, options.form ?? {}), ...name };
}

/** The configured `value`: of the callback behaviour, else the older one beside the text. */
function callbackValue(button: JsonObject): unknown {
  if (button.form_action_type === "reset" || button.action_type === "form_reset") {
    throw new ClickError("target_without_callback", "The button resets its form, which the client does by itself.");
  }
  const behaviors = Array.isArray(button.behaviors) ? button.behaviors.filter(isJsonObject) : [];
  const callback = behaviors.find((behavior) => behavior.type === "callback");
  if (callback !== undefined) return callback.value;
  if (opensLinkOnly(button, behaviors)) {
    throw new ClickError(
      "target_without_callback",
      "The button only opens a link, so the app is not asked. Give it a callback behavior to hear of the click.",
    );
  }
  return button.value;
}

/** Of a link and a `value` in the older form only the link fires, unless `complex_interaction` is set. */
function opensLinkOnly(button: JsonObject, behaviors: readonly JsonObject[]): boolean {
  if (isSubmit(button)) return false;
  if (behaviors.length > 0) return behaviors.every((behavior) => behavior.type === "open_url");
  const link = button.url !== undefined || button.multi_url !== undefined || button.action_type === "link";
  return link && !(button.complex_interaction === true && button.value !== undefined);
}

function isSubmit(button: JsonObject): boolean {
  return button.form_action_type === "submit" || button.action_type === "form_submit";
}
