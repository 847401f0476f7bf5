import { isJsonObject, type JsonObject } from "@larkwire/protocol";
import { cardDialect } from "../dialect.ts";
import type { Component } from "../rows/component.ts";
import type { Field, FieldTable } from "../rows/field.ts";
import { COMPONENT_TABLE, type DialectTable } from "../table/component-table.ts";
import type { CardPath } from "./card-path.ts";

/** An object with a `tag` in a card: a component, a text, an icon. */
export interface CardElement {
  /** What it is, such as `button`. */
  readonly tag: string;
  /** The object itself, as it stands in the card. */
  readonly value: JsonObject;
  /** Its row in the component table; `undefined` for a tag that the dialect does not know. */
  readonly component: Component | undefined;
  /** Where it stands. */
  readonly path: CardPath;
  /** How many elements it stands in. */
  readonly depth: number;
  /** The element that it stands in. */
  readonly parent: CardElement | undefined;
  /** The form that it stands in, the form itself excepted. */
  readonly form: CardElement | undefined;
  /** The language, for what stands below `i18n_elements`, `i18n_header` or `i18n_text_tag_list`. */
  readonly locale: string | undefined;
}

/** Levels of elements that are looked into. The platform allows five containers. */
const MAX_WALK_DEPTH = 64;

interface Place {
  readonly path: CardPath;
  readonly parent: CardElement | undefined;
  readonly locale: string | undefined;
}

/**
 * Every element of a card in reading order, parents before what they hold. Only where the component table says that
 * elements may stand is looked: data of the author's own, such as `value`, is not entered. What is malformed is passed
 * over. Of a card by language, all languages are walked.
 *
 * @param card a card written out, as plain data; anything else has no elements
 */
export function* walkCard(card: unknown): Generator<CardElement> {
  const dialect = cardDialect(card);
  if (dialect === undefined || !isJsonObject(card)) return;
  const table = COMPONENT_TABLE[dialect];
  yield* walkFields(table, table.card.fields, card, { path: [], parent: undefined, locale: undefined });
}

function* walkFields(table: DialectTable, fields: FieldTable, object: JsonObject, at: Place): Generator<CardElement> {
  for (const [key, field] of Object.entries(fields)) {
    if (Object.hasOwn(object, key)) yield* walkValue(table, field, object[key], { ...at, path: [...at.path, key] });
  }
}

function* walkValue(table: DialectTable, field: Field, value: unknown, at: Place): Generator<CardElement> {
  if (typeof value !== "object" || value === null) return;
  if (field.kind === "either") {
    for (const choice of field.of) yield* walkValue(table, choice, value, at);
  } else if (field.kind === "list") {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) {
      yield* walkValue(table, field.of, item, { ...at, path: [...at.path, index] });
    }
  } else if (isJsonObject(value)) {
    if (field.kind === "element") yield* walkElement(table, value, at);
    else if (field.kind === "object") yield* walkFields(table, field.fields, value, at);
    else if (field.kind === "map") yield* walkMap(table, field.keys === "locale", field.of, value, at);
  }
}

function* walkMap(
  table: DialectTable,
  byLocale: boolean,
  of: Field,
  map: JsonObject,
  at: Place,
): Generator<CardElement> {
  for (const [key, value] of Object.entries(map)) {
    yield* walkValue(table, of, value, {
      path: [...at.path, key],
      parent: at.parent,
      locale: byLocale ? key : at.locale,
    });
  }
}

function* walkElement(table: DialectTable, value: JsonObject, at: Place): Generator<CardElement> {
  const { parent, path, locale } = at;
  const { tag } = value;
  const depth = parent === undefined ? 0 : parent.depth + 1;
  if (typeof tag !== "string" || depth > MAX_WALK_DEPTH) return;
  const component = table.components.get(tag);
  const form = parent?.tag === "form" ? parent : parent?.form;
  const element: CardElement = { tag, value, component, path, depth, parent, form, locale };
  yield element;
  if (component === undefined) return;
  yield* walkFields(table, component.fields, value, { path, parent: element, locale });
}
