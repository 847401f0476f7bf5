import assert from "node:assert/strict";
import { test } from "node:test";
import { undocumentedNames } from "./undocumented.ts";

const ENTRIES = [
  "packages/larkwire/src/index.ts",
  "packages/larkwire/src/adapters/express.ts",
  "packages/larkwire/src/adapters/fastify.ts",
  "packages/larkwire/src/adapters/fetch.ts",
  "packages/larkwire/src/adapters/koa.ts",
  "packages/larkwire/src/adapters/lambda.ts",
  "packages/larkwire/src/adapters/node.ts",
  "packages/larkwire/src/cards/index.ts",
  "packages/larkwire/src/observability/health-entry.ts",
  "packages/larkwire/src/observability/opentelemetry.ts",
  "packages/larkwire/src/webhook/index.ts",
  "packages/emulator/src/index.ts",
];

test("every public name, and every member of one, says in a doc comment what it is", () => {
  const { checked, missing } = undocumentedNames(ENTRIES);
  assert.ok(checked > 1_000, "the search finds too little");
  assert.deepEqual(missing, []);
});
