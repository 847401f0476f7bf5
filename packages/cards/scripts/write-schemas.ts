// npm run schema writes packages/cards/schema/card-1.0.json and card-2.0.json.
import { writeFileSync } from "node:fs";
import { describedSchema, schemaFile } from "./described-schema.ts";

for (const dialect of ["1.0", "2.0"] as const) {
  writeFileSync(schemaFile(dialect), JSON.stringify(describedSchema(dialect), undefined, 2));
}
