import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { describedSchema, schemaFile } from "../../scripts/described-schema.ts";
import { COMPONENT_TABLE, cardSchema, type JsonSchema } from "../../src/index.ts";

for (const dialect of ["1.0", "2.0"] as const) {
  const file = JSON.parse(readFileSync(schemaFile(dialect), "utf8")) as JsonSchema;

  describe(`the JSON Schema of ${dialect}`, () => {
    it("is the file that is checked in: if not, npm run schema", () => {
      assert.deepEqual(file, describedSchema(dialect));
    });

    it("differs from the one made at run time by its descriptions alone", () => {
      assert.deepEqual(undescribed(file), cardSchema(dialect));
    });

    it("has every component, and says of every property of a component what it is for", () => {
      for (const { tag } of COMPONENT_TABLE[dialect].components.values()) {
        const definition = file.definitions?.[tag];
        assert.ok(definition?.description !== undefined, `${tag} is not described`);
        for (const [key, property] of Object.entries(definition.properties ?? {})) {
          const isSaid = key === "tag" || property.$ref !== undefined || property.description !== undefined;
          assert.ok(isSaid, `${tag}.${key} is not described`);
        }
      }
    });
  });
}

/** A copy without descriptions; a property that is called so is none. */
function undescribed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(undescribed);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.entries(schema).filter(([key, value]) => key !== "description" || typeof value !== "string");
  return Object.fromEntries(members.map(([key, value]) => [key, undescribed(value)]));
}
