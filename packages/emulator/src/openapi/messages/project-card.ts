import { isJsonObject, type JsonObject } from "../../json-object.ts";

/** What stands in place of a 2.0 card, as observed. */
const UPGRADE_NOTICE = "请升级至最新版本客户端，以查看内容";

/** Levels of nesting that are looked into. */
const MAX_DEPTH = 16;

type Row = readonly JsonObject[];

/**
 * What reading a message back tells of a card: `{ title, elements: [[…]] }`, a row for each component. Of a 2.0 card
 * only the title is left. Source: content of received messages; for 2.0 as observed.
 */
export function projectCard(card: JsonObject): JsonObject {
  const title = textOf(isJsonObject(card.header) ? card.header.title : undefined) || null;
  if (card.schema === "2.0") return { title, elements: [[{ tag: "text", text: UPGRADE_NOTICE }]] };
  const elements = isJsonObject(card.i18n_elements) ? Object.values(card.i18n_elements)[0] : card.elements;
  return { title, elements: rowsOf(elements, 0) };
}

function rowsOf(elements: unknown, depth: number): Row[] {
  if (!Array.isArray(elements) || depth > MAX_DEPTH) return [];
  return elements.filter(isJsonObject).flatMap((element) => rowsOfElement(element, depth));
}

function rowsOfElement(element: JsonObject, depth: number): Row[] {
  const { tag } = element;
  if (tag === "action") return [items(element.actions)];
  if (tag === "note") return [[{ tag: "note", elements: items(element.elements) }]];
  if (tag === "column_set") return rowsOf(element.columns, depth + 1);
  if (Array.isArray(element.elements)) return rowsOf(element.elements, depth + 1);
  if (tag === "div") {
    const fields = Array.isArray(element.fields) ? element.fields.filter(isJsonObject) : [];
    const texts = [element.text, ...fields.map(({ text }) => text)].map(textItem);
    return [[...texts.flat(), ...items([element.extra])]];
  }
  return [items([element])];
}

function items(elements: unknown): JsonObject[] {
  return Array.isArray(elements) ? elements.filter(isJsonObject).flatMap(item) : [];
}

function item(element: JsonObject): JsonObject[] {
  const { tag, type, img_key: imageKey } = element;
  if (tag === "markdown" || tag === "plain_text" || tag === "lark_md") return textItem(element);
  if (tag === "hr") return [{ tag }];
  if (tag === "img") return [{ tag, image_key: imageKey ?? "" }];
  if (tag === "button") return [{ tag, text: textOf(element.text), type: type ?? "default" }];
  const options = Array.isArray(element.options)
    ? { options: element.options.filter(isJsonObject).map(({ text }) => textOf(text)) }
    : {};
  const placeholder = element.placeholder === undefined ? {} : { placeholder: textOf(element.placeholder) };
  const initial = element.initial_date === undefined ? {} : { initial_date: element.initial_date };
  return [{ tag, ...options, ...placeholder, ...initial }];
}

function textItem(text: unknown): JsonObject[] {
  const content = textOf(text);
  return content === "" ? [] : [{ tag: "text", text: content }];
}

function textOf(text: unknown): string {
  return isJsonObject(text) && typeof text.content === "string" ? text.content : "";
}
