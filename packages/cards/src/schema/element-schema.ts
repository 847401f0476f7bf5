import type { ElementField } from "../table/field.ts";
import { objectSchema } from "./field-schema.ts";
import { type JsonSchema, when } from "./json-schema.ts";
import type { SchemaContext } from "./schema-context.ts";

/**
 * The schema of an element: the right component by its tag.
 *
 * @param inList whether it stands in an array: there it cannot leave out its tag
 */
export function elementSchema(context: SchemaContext, field: ElementField, inList: boolean): JsonSchema {
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
