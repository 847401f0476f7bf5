import { ClickError } from "../errors.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";

/** Where each component keeps what it is filled with at first. Those not named here send nothing until they are used. */
const INITIAL: ReadonlyMap<unknown, (component: JsonObject) => unknown> = new Map([
  ["input", (component: JsonObject) => component.default_value ?? ""],
  ["checker", (component: JsonObject) => component.checked === true],
  ["select_static", (component: JsonObject) => component.initial_option],
  ["select_person", (component: JsonObject) => component.initial_option],
  ["multi_select_static", (component: JsonObject) => component.selected_values],
  ["multi_select_person", (component: JsonObject) => component.selected_values],
]);

const CHILD_KEYS = ["elements", "columns"] as const;

/**
 * `form_value` of a submit: what was filled in over what the components hold at first. An untouched input is `""`,
 * other untouched components are left out.
 *
 * @throws ClickError `form_incomplete` when a required component is empty, as the client then sends nothing;
 *   `target_not_found` when `filled` names a component the form does not have
 */
export function formValue(form: JsonObject, filled: JsonObject): JsonObject {
  const components = namedComponents(form);
  const unknown = Object.keys(filled).find((name) => !components.has(name));
  if (unknown !== undefined) {
    const known = [...components.keys()].join(", ");
    throw new ClickError("target_not_found", `The form has no component "${unknown}". It has: ${known || "none"}.`);
  }
  const values = new Map<string, unknown>();
  for (const [name, component] of components) {
    const value = (Object.hasOwn(filled, name) ? filled[name] : undefined) ?? INITIAL.get(component.tag)?.(component);
    if (component.required === true && isEmpty(value)) {
      throw new ClickError(
        "form_incomplete",
        `"${name}" is required and empty, so a real client sends nothing. Fill it in.`,
      );
    }
    if (value !== undefined) values.set(name, value);
  }
  return Object.fromEntries(values);
}

function namedComponents(form: JsonObject): Map<string, JsonObject> {
  const components = new Map<string, JsonObject>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isJsonObject(node)) return;
    if (typeof node.name === "string" && node.tag !== "button" && node !== form) components.set(node.name, node);
    for (const key of CHILD_KEYS) visit(node[key]);
  };
  visit(form);
  return components;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
