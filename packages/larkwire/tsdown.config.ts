import { defineConfig, type UserConfig } from "tsdown";

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
  },
  format: ["esm", "cjs"],
  platform: "node",
  target: "node20",
  dts: true,
  // Else the declarations import `ws`, unused, and do not compile for a user without the types of `ws`.
  treeshake: { moduleSideEffects: false },
  deps: {
    alwaysBundle: ["@larkwire/protocol", "@larkwire/cards"],
    onlyBundle: ["@larkwire/protocol", "@larkwire/cards"],
  },
});

export default config;
