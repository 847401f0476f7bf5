import type { JsonObject } from "../../json-object.ts";
import type { Component } from "../interaction/component.ts";
import { optionsOf } from "../interaction/component-names.ts";
import type { FieldValue } from "../interaction/local-state.ts";
import type { Pen } from "./pen.ts";
import { readText } from "./plain-text.ts";
import { textOf } from "./shown-elements.ts";

/** How each component that is used is drawn, in one line. Containers are elsewhere. */
const CONTROLS: Readonly<Record<string, (component: Component, pen: Pen) => string>> = {
  button: ({ node }, pen) => `[ ${readText(node.text, pen) || "(icon)"} ]`,
  overflow: ({ node }, pen) =>
    `[ … ${optionsOf(node)
      .map(({ text }) => readText(text, pen))
      .join(" | ")} ]`,
  checker: (component, pen) =>
    `[${pen.valueOf(component) === true ? "x" : " "}] ${readText(component.node.text, pen)}${buttonArea(component, pen)}`,
  input: drawInput,
  select_static: drawSelect,
  multi_select_static: drawSelect,
  select_person: drawSelect,
  multi_select_person: drawSelect,
  date_picker: drawSelect,
  picker_time: drawSelect,
  picker_datetime: drawSelect,
  select_img: (component, pen) =>
    optionsOf(component.node)
      .map(({ value }) =>
        chosen(component, pen).includes(String(value)) ? `(image ${value}, chosen)` : `(image ${value})`,
      )
      .join("  "),
};

/** The line of a component, or `undefined` for a tag that is none of these. */
export function drawControl(node: JsonObject, pen: Pen): string | undefined {
  const component = pen.componentOf(node);
  const draw = component === undefined ? undefined : CONTROLS[component.tag];
  if (component === undefined || draw === undefined) return undefined;
  if (!pen.controls) return component.tag === "checker" ? readText(node.text, pen) : "";
  const marks = [node.required === true ? "*" : "", node.disabled === true ? " (disabled)" : ""].join("");
  return `${draw(component, pen)}${marks}`;
}

function buttonArea({ node }: Component, pen: Pen): string {
  const area = node.button_area as JsonObject | undefined;
  const buttons = Array.isArray(area?.buttons) ? (area.buttons as JsonObject[]) : [];
  return buttons.map((button) => `  ${drawControl(button, pen) ?? ""}`).join("");
}

function drawInput(component: Component, pen: Pen): string {
  const { node } = component;
  const label = textOf(node.label, pen.locale);
  const value = String(pen.valueOf(component) ?? "");
  const shown = node.input_type === "password" ? "•".repeat([...value].length) : value;
  const field = value === "" ? `<${textOf(node.placeholder, pen.locale) ?? "请输入"}>` : JSON.stringify(shown);
  return label === undefined ? field : `${label}: ${field}`;
}

function drawSelect(component: Component, pen: Pen): string {
  const names = chosen(component, pen).map((value) => nameOfChoice(component, value, pen));
  const shown = names.length === 0 ? `<${textOf(component.node.placeholder, pen.locale) ?? ""}>` : names.join(", ");
  return `( ${shown} ▾ )`;
}

function chosen(component: Component, pen: Pen): readonly string[] {
  const value: FieldValue | undefined = pen.valueOf(component);
  if (value === undefined || typeof value === "boolean" || value === "") return [];
  return typeof value === "string" ? [value] : value;
}

function nameOfChoice({ tag, node }: Component, value: string, pen: Pen): string {
  if (tag.endsWith("select_person")) return pen.nameOf(value);
  if (tag.startsWith("date_") || tag.startsWith("picker_")) return value.replace(/ [+-]\d{4}$/, "");
  const option = optionsOf(node).find((each) => each.value === value);
  return option === undefined ? value : readText(option.text, pen) || value;
}
