import { defineConfig, type UserConfig } from "tsdown";

const deps: UserConfig["deps"] = {
  alwaysBundle: ["@larkwire/protocol", "@larkwire/cards"],
  onlyBundle: ["@larkwire/protocol", "@larkwire/cards"],
};

const config: UserConfig[] = defineConfig([
  { entry: ["src/index.ts"], format: ["esm", "cjs"], platform: "node", target: "node20", dts: true, deps },
  {
    entry: { "bin/larkwire-emulator": "src/bin/larkwire-emulator.ts" },
    format: ["esm"],
    platform: "node",
    target: "node20",
    dts: false,
    clean: false,
    deps,
  },
]);

export default config;
