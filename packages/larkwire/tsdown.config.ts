import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  entry: {
    index: "src/index.ts",
    health: "src/observability/health-entry.ts",
    opentelemetry: "src/observability/opentelemetry.ts",
    webhook: "src/webhook/index.ts",
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
