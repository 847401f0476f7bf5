import type { CardDialect } from "../dialect.ts";
import { objectSchema } from "./field-schema.ts";
import type { JsonSchema } from "./json-schema.ts";
import { SchemaContext } from "./schema-context.ts";

/**
 * The JSON Schema (draft 07) of a card, made from the component table: for editors, and for validators in other
 * languages. What a schema cannot say is left to `validateCard`: counts over the whole card, names that are unique, forms,
 * bounds of lengths.
 */
export function cardSchema(dialect: CardDialect): JsonSchema {
  const context = new SchemaContext(dialect);
  const root = objectSchema(context, context.table.card.fields);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `Feishu/Lark card, JSON ${dialect}`,
    ...root,
    definitions: context.definitions,
  };
}
