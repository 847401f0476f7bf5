import type { ColorField, EnumField, NumberField, SizeField, StringField } from "../rows/field.ts";
import { PATTERNS, RAW_COLOR } from "../validate/patterns.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { SchemaContext } from "./schema-context.ts";

// Schemas of the fields that hold nothing else: words, numbers, lengths and colours.

export function withDefault(schema: JsonSchema, initial: unknown): JsonSchema {
  return initial === undefined ? schema : { ...schema, default: initial };
}

export function stringSchema(
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

export function enumSchema({ values, open, default: initial }: EnumField): JsonSchema {
  const words: JsonSchema = { enum: [...values] };
  return withDefault(open === true ? { anyOf: [words, { type: "string" }] } : words, initial);
}

export function numberSchema({ integer, min, max, default: initial }: NumberField): JsonSchema {
  const schema: JsonSchema = { type: integer === true ? "integer" : "number" };
  if (min !== undefined) schema.minimum = min;
  if (max !== undefined) schema.maximum = max;
  return withDefault(schema, initial);
}

/** Bounds of lengths are left to the validator: a pattern for them could not be read by anybody. */
export function sizeSchema({ names, px, percent, counts = [1], default: initial }: SizeField): JsonSchema {
  const number = String.raw`-?\d+(?:\.\d+)?`;
  const units = [...(px === undefined ? [] : ["px"]), ...(percent === undefined ? [] : ["%"])];
  const unit = units.length === 1 ? units.join() : `(?:${units.join("|")})`;
  const one = px === undefined ? `${number}${unit}` : `(?:${number}${unit}|0)`;
  const several = counts.map((count) => (count === 1 ? one : `${one}(?: ${one}){${count - 1}}`));
  const lengths: JsonSchema = { type: "string", pattern: `^(?:${several.join("|")})$` };
  if (names === undefined || names.length === 0) return withDefault(lengths, initial);
  return withDefault({ anyOf: [{ enum: [...names] }, lengths] }, initial);
}

export function colorSchema(context: SchemaContext, { names = [], default: initial }: ColorField): JsonSchema {
  const known = context.define("color", context.colors);
  const words: JsonSchema[] = names.length === 0 ? [] : [{ enum: [...names] }];
  return withDefault({ anyOf: [...words, known, { type: "string", not: { pattern: RAW_COLOR } }] }, initial);
}
