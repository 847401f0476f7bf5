import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig[] = defineConfig([
  {
    entry: ["src/index.ts"],
    format: ["esm", "cjs"],
    platform: "node",
    target: "node20",
    dts: true,
    deps: { alwaysBundle: ["@larkwire/protocol"], onlyBundle: ["@larkwire/protocol"] },
  },
]);

export default config;
