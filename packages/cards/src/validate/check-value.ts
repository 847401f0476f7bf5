import { isJsonObject, type JsonObject, kindOf, show } from "@larkwire/protocol";
import { CARD_LOCALES } from "../enums/locales.ts";
import type { ElementField, Field, FieldTable, ListField, MapField, NumberField, ObjectField } from "../rows/field.ts";
import { type CardCheck, newScope } from "./card-check.ts";
import { checkSize } from "./check-size.ts";
import { checkColor, checkEnum, checkLength, checkString } from "./check-string.ts";
import { findElement } from "./find-element.ts";
import { checkElementRules } from "./rules/element-rules.ts";
import { checkLink } from "./rules/link.ts";
import { listed, nearest } from "./words.ts";

/** Keys of a path below which nothing is looked at any more: a card of five containers has fewer than 40. */
const MAX_PATH_LENGTH = 200;

/** What an object may have, and the names of what it has to have. */
interface Members {
  readonly fields: FieldTable;
  readonly needed: readonly string[];
}

/** Checks an object's members: those that are there, and those that should be. */
export function checkFields(check: CardCheck, { fields, needed }: Members, object: JsonObject): void {
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === null || value === undefined || (key === "tag" && fields === check.component?.fields)) continue;
    check.path.push(key);
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) reportUnknown(check, fields, key);
    else checkValue(check, field, value);
    check.path.pop();
    if (check.full) return;
  }
  for (const key of needed) {
    const field = fields[key];
    if (field !== undefined && (object[key] === undefined || object[key] === null)) reportMissing(check, field, key);
  }
}

function reportUnknown(check: CardCheck, fields: FieldTable, key: string): void {
  check.report(
    "unknown_property",
    () => {
      const owner = check.component === undefined ? "A card" : `A component "${check.component.tag}"`;
      const effect = check.dialect === "1.0" ? "so it is ignored" : "and schema 2.0 refuses unknown ones";
      const meant = nearest(key, Object.keys(fields));
      const step = meant === undefined ? "Remove it." : `Write "${meant}".`;
      return `${owner} has no property ${show(key)} here, ${effect}. ${step}`;
    },
    { errorValue: `unknown property, property: ${key}` },
  );
}

function reportMissing(check: CardCheck, field: Field, key: string): void {
  const rule = field.rule ?? "missing_property";
  check.report(rule, () => `The property "${key}" is missing, and it is required here. Add it.`, {
    below: [key],
  });
}

/** Checks a value against the rule of its field. */
function checkValue(check: CardCheck, field: Field, value: unknown): void {
  switch (field.kind) {
    case "string":
      return typeof value === "string" ? checkString(check, field, value) : wrongType(check, field, value, "text");
    case "enum":
      return typeof value === "string" ? checkEnum(check, field, value) : wrongType(check, field, value, "text");
    case "size":
      return typeof value === "string" ? checkSize(check, field, value) : wrongType(check, field, value, "text");
    case "color":
      return typeof value === "string" ? checkColor(check, field, value) : wrongType(check, field, value, "text");
    case "boolean":
      return typeof value === "boolean" ? undefined : wrongType(check, field, value, "true or false");
    case "number":
      return typeof value === "number" ? checkNumber(check, field, value) : wrongType(check, field, value, "a number");
    case "list":
      return Array.isArray(value) ? checkList(check, field, value) : wrongType(check, field, value, "an array");
    case "object":
      return isJsonObject(value) ? checkObject(check, field, value) : wrongType(check, field, value, "an object");
    case "map":
      return isJsonObject(value) ? checkMap(check, field, value) : wrongType(check, field, value, "an object");
    case "element":
      return isJsonObject(value) ? checkElement(check, field, value) : wrongType(check, field, value, "an object");
    case "either":
      return checkEither(check, field.of, value);
  }
}

function wrongType(check: CardCheck, field: Field, value: unknown, expected: string): void {
  check.report(field.rule ?? "wrong_type", () => {
    const quotes = expected === "text" && typeof value !== "object" ? ` Write ${JSON.stringify(String(value))}.` : "";
    return `This is ${kindOf(value)}, but ${expected} is expected.${quotes === "" ? ` Write ${expected}.` : quotes}`;
  });
}

function checkNumber(check: CardCheck, { integer, min, max }: NumberField, value: number): void {
  if (integer === true && !Number.isInteger(value)) {
    check.report("wrong_value", () => `${value} is no whole number, but one is expected. Round it.`);
    return;
  }
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return;
  check.report("out_of_range", () => {
    const bounds = max === undefined ? `from ${min} on` : `from ${min} to ${max}`;
    return `${value} is outside its bounds. Write a number ${bounds}.`;
  });
}

function checkList(check: CardCheck, field: ListField, value: readonly unknown[]): void {
  const { max, surplusHidden, of } = field;
  if (max !== undefined && value.length > max) {
    if (surplusHidden === true) {
      check.report(
        "surplus_hidden",
        () => `There are ${value.length} items, and only the first ${max} are shown. Leave out the rest.`,
      );
    } else {
      check.report(
        "too_many_items",
        () => `There are ${value.length} items, but at most ${max} are taken. Leave out the rest.`,
      );
    }
  }
  for (let index = 0; index < value.length && !check.full; index++) {
    check.path.push(index);
    const item = value[index];
    if (item === null || item === undefined) reportHole(check, of);
    else checkValue(check, of, item);
    check.path.pop();
  }
}

function reportHole(check: CardCheck, of: Field): void {
  check.report(of.rule ?? "wrong_type", () => "There is nothing at this place of the list. Remove it.");
}

function checkObject(check: CardCheck, field: ObjectField, value: JsonObject): void {
  if (field.open === true) return;
  checkFields(check, field, value);
  if (field.shape === "link") checkLink(check, value);
  if (field.variants === undefined) return;
  const kind = value[field.variants.by];
  const needed =
    typeof kind === "string" && Object.hasOwn(field.variants.required, kind) ? field.variants.required[kind] : [];
  for (const key of needed ?? []) {
    if (value[key] !== undefined && value[key] !== null) continue;
    check.report("missing_property", () => `A "${kind}" has no "${key}", and does nothing without it. Add it.`, {
      below: [key],
    });
  }
}

function checkMap(check: CardCheck, field: MapField, value: JsonObject): void {
  const { scope } = check;
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === null || item === undefined) continue;
    check.path.push(key);
    if (field.keys === "locale") {
      checkLocale(check, key);
      // Each language of a 1.0 card is a card of its own: other names, other tables.
      if (check.dialect === "1.0" && field.of.kind === "list") check.scope = newScope();
    }
    checkValue(check, field.of, item);
    check.path.pop();
  }
  check.scope = scope;
}

function checkLocale(check: CardCheck, key: string): void {
  const locales: readonly string[] = CARD_LOCALES;
  if (locales.includes(key)) return;
  check.report("unknown_locale", () => {
    const meant = nearest(key, locales);
    return `No language is called ${show(key)}, so nobody sees this. Write ${meant === undefined ? `one of ${listed(locales)}` : show(meant)}.`;
  });
}

function checkEither(check: CardCheck, choices: readonly Field[], value: unknown): void {
  const fitting = choices.find((choice) => takes(choice, value));
  if (fitting !== undefined) return checkValue(check, fitting, value);
  const [first] = choices;
  if (first !== undefined) checkValue(check, first, value);
}

/** Whether a value is of the JSON type that a field wants. */
function takes(field: Field, value: unknown): boolean {
  if (typeof value === "string") return ["string", "enum", "size", "color"].includes(field.kind);
  if (Array.isArray(value)) return field.kind === "list";
  if (typeof value === "object") return ["object", "map", "element"].includes(field.kind);
  return field.kind === typeof value;
}

function checkElement(check: CardCheck, field: ElementField, value: JsonObject): void {
  check.elements++;
  const component = findElement(check, field, value);
  if (component === undefined || check.path.length > MAX_PATH_LENGTH) return;
  const { component: outerComponent, form: outerForm } = check;
  check.component = component;
  if (component.kind === "container") enterContainer(check, component.tag);
  checkFields(check, component, value);
  checkElementRules(check, component, value);
  if (component.kind === "container") check.nesting--;
  if (field.maxText !== undefined) checkTextLength(check, field.maxText, value);
  check.component = outerComponent;
  check.form = outerForm;
}

function enterContainer(check: CardCheck, tag: string): void {
  const { maxNesting } = check.limits;
  check.nesting++;
  if (check.nesting === maxNesting + 1) {
    check.report(
      "too_deep",
      () =>
        `This container is the ${check.nesting}th inside another, and at most ${maxNesting} are taken. Flatten the card.`,
    );
  }
  if (tag === "form") check.form = { canSubmit: false };
}

function checkTextLength(check: CardCheck, most: number, value: JsonObject): void {
  if (typeof value.content === "string") checkLength(check, most, value.content, ["content"]);
  if (!isJsonObject(value.i18n_content)) return;
  for (const [locale, text] of Object.entries(value.i18n_content)) {
    if (typeof text === "string") checkLength(check, most, text, ["i18n_content", locale]);
  }
}
