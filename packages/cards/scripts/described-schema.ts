import { type CardDialect, cardSchema, type JsonSchema } from "../src/index.ts";
import { describeSchema } from "./describe-schema.ts";

/** What the schema file of a dialect holds. */
export function describedSchema(dialect: CardDialect): JsonSchema {
  return describeSchema(cardSchema(dialect), dialect);
}

/** Where it lies. */
export function schemaFile(dialect: CardDialect): URL {
  return new URL(`../schema/card-${dialect}.json`, import.meta.url);
}
