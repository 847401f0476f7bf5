import { CARD_LOCALES } from "../enums/locales.ts";
import type {
  ColorField,
  EnumField,
  Field,
  FieldTable,
  ListField,
  MapField,
  NumberField,
  ObjectField,
  SizeField,
  StringField,
} from "../table/field.ts";
import { PATTERNS, RAW_COLOR } from "../validate/patterns.ts";
import { elementSchema } from "./element-schema.ts";
import { type JsonSchema, when } from "./json-schema.ts";
import type { SchemaContext } from "./schema-context.ts";

/** The schema of an object with the given members. */
export function objectSchema(context: SchemaContext, fields: FieldTable): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const [key, field] of Object.entries(fields)) properties[key] = fieldSchema(context, field, false);
  const required = Object.keys(fields).filter((key) => fields[key]?.required === true);
  const schema: JsonSchema = { type: "object", properties };
  if (required.length > 0) schema.required = required;
  if (context.dialect === "2.0") schema.additionalProperties = false;
  return schema;
}

/**
 * The schema of one field.
 *
 * @param inList whether the value stands in an array: there an element cannot leave out its tag
 */
function fieldSchema(context: SchemaContext, field: Field, inList: boolean): JsonSchema {
  switch (field.kind) {
    case "string":
      return stringSchema(context, field);
    case "enum":
      return enumSchema(field);
    case "boolean":
      return withDefault({ type: "boolean" }, field.default);
    case "number":
      return numberSchema(field);
    case "size":
      return sizeSchema(field);
    case "color":
      return colorSchema(context, field);
    case "element":
      return elementSchema(context, field, inList);
    case "list":
      return listSchema(context, field);
    case "object":
      return openOrClosed(context, field);
    case "map":
      return mapSchema(context, field);
    case "either":
      return { anyOf: field.of.map((choice) => fieldSchema(context, choice, inList)) };
  }
}

function withDefault(schema: JsonSchema, initial: unknown): JsonSchema {
  return initial === undefined ? schema : { ...schema, default: initial };
}

function stringSchema(
  context: SchemaContext,
  { format, maxLength, notEmpty, default: initial }: StringField,
): JsonSchema {
  if (format === "icon") return { anyOf: [context.define("icon_token", context.iconTokens), { type: "string" }] };
  const schema: JsonSchema = { type: "string" };
  if (notEmpty === true) schema.minLength = 1;
  if (maxLength !== undefined) schema.maxLength = maxLength;
  const pattern = format === undefined ? undefined : PATTERNS[format];
  if (pattern !== undefined) schema.pattern = pattern;
  return withDefault(schema, initial);
}

function enumSchema({ values, open, default: initial }: EnumField): JsonSchema {
  const words: JsonSchema = { enum: [...values] };
  return withDefault(open === true ? { anyOf: [words, { type: "string" }] } : words, initial);
}

function numberSchema({ integer, min, max, default: initial }: NumberField): JsonSchema {
  const schema: JsonSchema = { type: integer === true ? "integer" : "number" };
  if (min !== undefined) schema.minimum = min;
  if (max !== undefined) schema.maximum = max;
  return withDefault(schema, initial);
}

/** Bounds of lengths are left to the validator: a pattern for them could not be read by anybody. */
function sizeSchema({ names, px, percent, counts = [1], default: initial }: SizeField): JsonSchema {
  const number = String.raw`-?\d+(?:\.\d+)?`;
  const units = [...(px === undefined ? [] : ["px"]), ...(percent === undefined ? [] : ["%"])];
  const unit = units.length === 1 ? units.join() : `(?:${units.join("|")})`;
  const one = px === undefined ? `${number}${unit}` : `(?:${number}${unit}|0)`;
  const several = counts.map((count) => (count === 1 ? one : `${one}(?: ${one}){${count - 1}}`));
  const lengths: JsonSchema = { type: "string", pattern: `^(?:${several.join("|")})$` };
  if (names === undefined || names.length === 0) return withDefault(lengths, initial);
  return withDefault({ anyOf: [{ enum: [...names] }, lengths] }, initial);
}

function colorSchema(context: SchemaContext, { names = [], default: initial }: ColorField): JsonSchema {
  const known = context.define("color", context.colors);
  const words: JsonSchema[] = names.length === 0 ? [] : [{ enum: [...names] }];
  return withDefault({ anyOf: [...words, known, { type: "string", not: { pattern: RAW_COLOR } }] }, initial);
}

function listSchema(context: SchemaContext, { of, min, max, surplusHidden }: ListField): JsonSchema {
  const schema: JsonSchema = { type: "array", items: fieldSchema(context, of, true) };
  if (min !== undefined) schema.minItems = min;
  if (max !== undefined && surplusHidden !== true) schema.maxItems = max;
  return schema;
}

function openOrClosed(context: SchemaContext, { fields, open, variants }: ObjectField): JsonSchema {
  if (open === true) return { type: "object" };
  const schema = objectSchema(context, fields);
  if (variants === undefined) return schema;
  const { by, required } = variants;
  schema.allOf = Object.entries(required).map(([kind, needed]) =>
    when({ properties: { [by]: { const: kind } }, required: [by] }, { required: [...needed] }),
  );
  return schema;
}

function mapSchema(context: SchemaContext, { keys, of }: MapField): JsonSchema {
  const schema: JsonSchema = { type: "object", additionalProperties: fieldSchema(context, of, false) };
  if (keys === "locale") schema.propertyNames = { anyOf: [{ enum: [...CARD_LOCALES] }, { type: "string" }] };
  return schema;
}
