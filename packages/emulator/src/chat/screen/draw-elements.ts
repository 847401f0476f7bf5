import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { drawControl } from "./draw-controls.ts";
import { drawTable } from "./draw-table.ts";
import type { Pen } from "./pen.ts";
import { plainMarkdown, readText } from "./plain-text.ts";
import { textOf } from "./shown-elements.ts";

/** Levels of nesting that are drawn; the platform allows five containers. */
const MAX_DEPTH = 32;

type Draw = (node: JsonObject, pen: Pen, depth: number) => string[];

/** How each element is drawn, as lines. */
const ELEMENTS: Readonly<Record<string, Draw>> = {
  div: drawDiv,
  markdown: (node, pen) => lines(plainMarkdown(textOf(node, pen.locale) ?? "", pen)),
  hr: () => ["---"],
  img: (node, pen) => [image(readText(node.alt, pen) || readText(node.title, pen))],
  img_combination: (node) => [`(${list(node.img_list).length} images)`],
  note: (node, pen) => {
    const parts = list(node.elements).map((part) =>
      part.tag === "img" ? image(readText(part.alt, pen)) : readText(part, pen),
    );
    return [parts.filter((part) => part !== "").join(" ")];
  },
  person: (node, pen) => [`@${pen.nameOf(String(node.user_id))}`],
  person_list: (node, pen) => [
    list(node.persons)
      .map(({ id }) => `@${pen.nameOf(String(id))}`)
      .join(" "),
  ],
  chart: () => ["(chart)"],
  audio: () => ["(audio)"],
  table: drawTable,
  action: (node, pen) => [row(list(node.actions).map((child) => drawControl(child, pen) ?? ""))],
  column_set: drawColumns,
  form: (node, pen, depth) => drawElements(node.elements, pen, depth),
  interactive_container: drawContainer,
  collapsible_panel: drawPanel,
};

/** A list of elements, as lines. An element that is not known here is named, not left out. */
export function drawElements(elements: unknown, pen: Pen, depth = 0): string[] {
  if (depth > MAX_DEPTH) return ["(too deep)"];
  return list(elements).flatMap((node) => drawElement(node, pen, depth));
}

function drawElement(node: JsonObject, pen: Pen, depth: number): string[] {
  const control = drawControl(node, pen);
  if (control !== undefined) return control === "" ? [] : [control];
  const draw = Object.hasOwn(ELEMENTS, String(node.tag)) ? ELEMENTS[String(node.tag)] : undefined;
  if (draw !== undefined) return draw(node, pen, depth + 1).filter((line) => line !== "");
  return [`(${String(node.tag)}: not drawn)`];
}

function drawDiv(node: JsonObject, pen: Pen): string[] {
  const fields = list(node.fields).flatMap(({ text }) => lines(readText(text, pen)));
  const own = [...lines(readText(node.text, pen)), ...fields];
  const extra = isJsonObject(node.extra) ? drawElement(node.extra, pen, 0) : [];
  const [first = "", ...rest] = own;
  return extra.length === 1 ? [row([first, extra[0] ?? ""]), ...rest] : [...own, ...extra];
}

/** Columns of one line stand side by side, others below each other. */
function drawColumns(node: JsonObject, pen: Pen, depth: number): string[] {
  const columns = list(node.columns).map((column) => drawElements(column.elements, pen, depth));
  const flat = columns.every((column) => column.length <= 1);
  return flat ? [row(columns.map(([line = ""]) => line))] : columns.flat();
}

function drawContainer(node: JsonObject, pen: Pen, depth: number): string[] {
  const inside = drawElements(node.elements, pen, depth);
  const [first = "", ...rest] = inside;
  if (!pen.controls) return inside;
  const mark = node.disabled === true ? " (disabled)" : "";
  return [`> ${first}${mark}`, ...rest.map((line) => `> ${line}`)];
}

function drawPanel(node: JsonObject, pen: Pen, depth: number): string[] {
  const component = pen.componentOf(node);
  const open = component === undefined ? node.expanded === true : pen.isExpanded(component);
  const title = isJsonObject(node.header) ? readText(node.header.title, pen) : "";
  const head = pen.controls ? `${open ? "▾" : "▸"} ${title}` : title;
  if (!open) return [head];
  const inside = drawElements(node.elements, pen, depth);
  return [head, ...inside.map((line) => (pen.controls ? `  ${line}` : line))];
}

function image(alt: string): string {
  return alt === "" ? "(image)" : `(image: ${alt})`;
}

function row(cells: readonly string[]): string {
  return cells.filter((cell) => cell !== "").join("  ");
}

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.trimEnd());
}
