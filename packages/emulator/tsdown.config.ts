import { defineConfig, type UserConfig } from "tsdown";

const shared: UserConfig = {
  platform: "node",
  target: "node20",
  deps: {
    alwaysBundle: ["@larkwire/protocol", "@larkwire/cards"],
    onlyBundle: ["@larkwire/protocol", "@larkwire/cards"],
  },
};

const config: UserConfig[] = defineConfig([
  {
    ...shared,
    // Built together: the command runs the library's own files, so that the package does not hold them once more.
    entry: { index: "src/index.ts", "bin/larkwire-emulator": "src/bin/larkwire-emulator.ts" },
    format: ["esm"],
    dts: { entry: "src/index.ts" },
  },
  { ...shared, entry: ["src/index.ts"], format: ["cjs"], dts: true, clean: false },
]);

export default config;
