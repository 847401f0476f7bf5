import { CARD_LOCALES } from "../enums/locales.ts";
import type { ElementField, Field, FieldTable, ListField, MapField, ObjectField } from "../rows/field.ts";
import { type JsonSchema, when } from "./json-schema.ts";
import { colorSchema, enumSchema, numberSchema, sizeSchema, stringSchema, withDefault } from "./scalar-schema.ts";
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

/**
 * The schema of an element: the right component by its tag.
 *
 * @param inList whether it stands in an array: there it cannot leave out its tag
 */
function elementSchema(context: SchemaContext, field: ElementField, inList: boolean): JsonSchema {
  const tags = field.tags.filter((tag) => context.table.components.has(tag));
  const usual = usualTag(context, tags, inList);
  const chosen = oneOfTags(context, tags, usual);
  if (field.maxText === undefined) return chosen;
  const { maxText: maxLength } = field;
  const short: JsonSchema = {
    properties: { content: { maxLength }, i18n_content: { additionalProperties: { maxLength } } },
  };
  return { allOf: [chosen, short] };
}

/** The tag that is meant when there is none. */
function usualTag(context: SchemaContext, [first = ""]: readonly string[], inList: boolean): string | undefined {
  return !inList && context.table.components.get(first)?.kind === "part" ? first : undefined;
}

function oneOfTags(context: SchemaContext, tags: readonly string[], usual: string | undefined): JsonSchema {
  const [only = ""] = tags;
  if (tags.length === 1) {
    const component = componentSchema(context, only);
    return usual === undefined ? { allOf: [component, { required: ["tag"] }] } : component;
  }
  return context.defineList(nameOf(tags, usual), tags, () => {
    const branches = tags.map((tag) => {
      const isIt: JsonSchema = { properties: { tag: { const: tag } } };
      return when(tag === usual ? isIt : { ...isIt, required: ["tag"] }, componentSchema(context, tag));
    });
    const schema: JsonSchema = { type: "object", properties: { tag: { enum: [...tags] } }, allOf: branches };
    if (usual === undefined) schema.required = ["tag"];
    return schema;
  });
}

/** Names for lists of tags that are used again and again: short ones say it all, longer ones only how many they are. */
function nameOf(tags: readonly string[], usual: string | undefined): string {
  const name = tags.length <= 3 ? tags.join("_or_") : `one_of_${tags.length}_from_${tags[0]}`;
  return usual === undefined ? name : `${name}_by_default`;
}

function componentSchema(context: SchemaContext, tag: string): JsonSchema {
  return context.define(tag, () => {
    const component = context.table.components.get(tag);
    if (component === undefined) return {};
    const { properties, ...rest } = objectSchema(context, component.fields);
    return { ...rest, properties: { tag: { const: tag }, ...properties } };
  });
}
