import { ClickError } from "../../errors.ts";
import type { JsonObject } from "../../json-object.ts";
import type { Component } from "./component.ts";
import { describe } from "./component-names.ts";
import { type FieldInput, fieldValue, initialValue } from "./field-value.ts";
import type { FieldValue } from "./local-state.ts";
import type { UseContext } from "./use-context.ts";

/** What is filled in, by the components' `name`. */
export type FormFields = Readonly<Record<string, FieldInput>>;

/** Shown by the client when a required field is empty. */
const MISSING = "有必填项未填写";

/** The fields of `form`, or of all forms, by name. */
function fieldsByName(context: UseContext, form: JsonObject | undefined): Map<string, Component> {
  const fields = context.components.filter(
    (component) =>
      component.form !== undefined &&
      (form === undefined || component.form === form) &&
      component.interaction?.formValue !== undefined,
  );
  return new Map(
    fields.flatMap((component) => (typeof component.node.name === "string" ? [[component.node.name, component]] : [])),
  );
}

/**
 * Fills in fields, in `form` or wherever they are. Nothing is filled in when one of them cannot be.
 *
 * @throws ClickError `target_not_found` for a name that no field has; as `fieldValue` for a value it cannot take
 */
export function fillForm(fields: FormFields, context: UseContext, form?: JsonObject): void {
  const components = fieldsByName(context, form);
  const values = Object.entries(fields).map(([name, given]) => {
    const component = components.get(name);
    if (component !== undefined) return [component.path, fieldValue(component, given, context)] as const;
    const known = [...components.keys()].join(", ");
    const fault = known === "" ? "The card has no form that could be filled in" : `The form has no component "${name}"`;
    throw new ClickError("target_not_found", known === "" ? `${fault}.` : `${fault}. It has: ${known}.`);
  });
  for (const [path, value] of values) context.local.fill(path, value);
}

/**
 * `form_value` of a submit. An input without text is `""`; other fields without a value are left out, unless the quirk
 * `unfilledFields` says otherwise.
 *
 * @throws ClickError `form_incomplete` when a required field is empty, as the client then sends nothing
 */
export function formValue(form: JsonObject, context: UseContext): JsonObject {
  const values = new Map<string, unknown>();
  for (const [name, component] of fieldsByName(context, form)) {
    const value = context.local.field(component.path) ?? initialValue(component, context);
    if (isRequired(component) && isEmpty(value)) {
      throw new ClickError(
        "form_incomplete",
        `"${name}" is required and empty, so a real client says ${MISSING} and sends nothing. Fill it in.`,
      );
    }
    if (value !== undefined) values.set(name, value);
    else if (context.quirks.unfilledFields === "null") values.set(name, null);
    else if (context.quirks.unfilledFields === "empty_text") values.set(name, "");
  }
  return Object.fromEntries(values);
}

/** Puts all fields of a form back to what the card says. */
export function resetForm(form: JsonObject, context: UseContext): void {
  for (const component of context.components) if (component.form === form) context.local.forget(component.path);
}

/** The component of the same form that has an empty `name`: the client reports it as 200530. */
export function emptyName(form: JsonObject, context: UseContext): string | undefined {
  const nameless = context.components.find((component) => component.form === form && component.node.name === "");
  return nameless === undefined ? undefined : describe(nameless, context.locale);
}

/** Multi-selects are required unless they say otherwise. Source: their pages, of both dialects. */
function isRequired({ tag, node }: Component): boolean {
  return tag.startsWith("multi_select_") ? node.required !== false : node.required === true;
}

function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
