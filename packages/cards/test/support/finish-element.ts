import type { Component } from "../../src/index.ts";
import { type CardMaker, type JsonObject, makeElement } from "./random-card.ts";

type Finish = (maker: CardMaker, value: JsonObject) => void;

const plain = (content: string): JsonObject => ({ tag: "plain_text", content });

/** What the table alone does not say of single components, put right after chance. */
const FINISH: Readonly<Record<string, Finish>> = {
  audio: (maker) => {
    maker.hasAudio = true;
  },
  button: (maker, value) => {
    delete value.multi_url;
    if (maker.inForm && !maker.keys.includes("button_area")) return;
    delete value.form_action_type;
    delete value.action_type;
    value.behaviors = noFormAction(value.behaviors);
  },
  chart: (_, value) => {
    value.chart_spec = { type: "bar", data: { values: [{ x: "a", y: 1 }] }, axes: [{ orient: "bottom" }] };
  },
  div: (_, value) => {
    if (value.text === undefined) value.text = plain("text");
  },
  form: (maker, value) => {
    const submit = { ...makeButton(maker), name: maker.nextName(), form_action_type: "submit" };
    value.elements = [...(value.elements as unknown[]), submit];
  },
  multi_select_static: (maker, value) => finishChoices(maker, value),
  multi_select_person: (_, value) => delete value.selected_values,
  overflow: (_, value) => {
    for (const option of value.options as JsonObject[]) delete option.url;
  },
  picker_datetime: (_, value) => {
    value.placeholder = plain("when");
  },
  picker_time: (_, value) => {
    value.placeholder = plain("when");
  },
  select_img: (maker, value) => {
    if (!maker.inForm) delete value.multi_select;
  },
  select_person: (_, value) => delete value.initial_option,
  select_static: (maker, value) => finishChoices(maker, value),
  table: (maker, value) => finishTable(maker, value),
};

/** Puts an element right after its members were left to chance. */
export function finishElement(maker: CardMaker, component: Component, value: JsonObject): void {
  if (component.kind === "interactive") {
    const inButtonArea = maker.keys.includes("button_area");
    if (maker.inForm && !inButtonArea) value.name = maker.nextName();
    else delete value.required;
  }
  FINISH[component.tag]?.(maker, value);
}

function makeButton(maker: CardMaker): JsonObject {
  const button = makeElement(maker, "button");
  delete button.action_type;
  button.behaviors = noFormAction(button.behaviors);
  return button;
}

function noFormAction(behaviors: unknown): unknown {
  return Array.isArray(behaviors) ? behaviors.filter(({ type }) => type !== "form_action") : undefined;
}

function finishChoices(maker: CardMaker, value: JsonObject): void {
  delete value.initial_index;
  delete value.initial_option;
  delete value.selected_values;
  const options = (value.options ?? []) as JsonObject[];
  const [first] = options;
  if (first === undefined) return;
  if (value.tag === "select_static") value.initial_option = first.value;
  else if (maker.random.oneIn(2)) value.selected_values = [first.value];
}

const CELLS: Readonly<Record<string, unknown>> = {
  text: "text",
  lark_md: "**a**",
  markdown: "**a**",
  options: [{ text: "S2", color: "blue" }],
  number: 1.5,
  persons: ["ou_1", "ou_2"],
  date: 1_699_341_315_000,
};

function finishTable(maker: CardMaker, value: JsonObject): void {
  const columns = value.columns as JsonObject[];
  const cells = columns.map(({ name, data_type: type }) => [name, CELLS[String(type)]]);
  value.rows = Array.from({ length: maker.random.below(4) }, () => Object.fromEntries(cells));
}
