import { readFileSync, writeFileSync } from "node:fs";
import { defineConfig, type UserConfig } from "tsdown";

/** Puts the JSON Schemas of cards beside the code, without their blanks. */
function shipSchemas(): void {
  for (const name of ["card-1.0.json", "card-2.0.json"]) {
    const schema: unknown = JSON.parse(readFileSync(new URL(`../cards/schema/${name}`, import.meta.url), "utf8"));
    writeFileSync(new URL(`dist/${name}`, import.meta.url), JSON.stringify(schema));
  }
}

const config: UserConfig = defineConfig({
  entry: {
    index: "src/index.ts",
    webhook: "src/webhook/index.ts",
    node: "src/adapters/node.ts",
    express: "src/adapters/express.ts",
    koa: "src/adapters/koa.ts",
    fastify: "src/adapters/fastify.ts",
    fetch: "src/adapters/fetch.ts",
    lambda: "src/adapters/lambda.ts",
    cards: "src/cards/index.ts",
    health: "src/observability/health-entry.ts",
    opentelemetry: "src/observability/opentelemetry.ts",
  },
  format: ["esm", "cjs"],
  platform: "node",
  target: "node20",
  dts: true,
  onSuccess: shipSchemas,
  // Else the declarations import `ws`, unused, and do not compile for a user without the types of `ws`.
  treeshake: { moduleSideEffects: false },
  deps: {
    alwaysBundle: ["@larkwire/protocol", "@larkwire/cards"],
    onlyBundle: ["@larkwire/protocol", "@larkwire/cards"],
  },
});

export default config;
