import { posix } from "node:path";
import type { Source } from "./read-source.ts";

/** What the files of one area may import. */
interface ImportRule {
  /** Where the area's paths begin. */
  readonly area: string;
  /** Packages by name; `node:*` is all of Node, `node:crypto` one module of it. */
  readonly packages: readonly string[];
  /** Where relative imports may lead besides the area itself. */
  readonly also?: readonly string[];
}

/** The more special area comes first. A file belongs to the first one that fits. */
const IMPORT_RULES: readonly ImportRule[] = [
  { area: "packages/protocol/src/security/", packages: ["node:crypto"], also: ["packages/protocol/src/"] },
  { area: "packages/protocol/src/", packages: [] },
  { area: "packages/cards/src/", packages: ["@larkwire/protocol"] },
  { area: "packages/larkwire/src/", packages: ["node:*", "ws", "@larkwire/protocol", "@larkwire/cards"] },
  {
    area: "packages/emulator/src/",
    packages: ["node:*", "ws", "hono", "@hono/node-server", "@larkwire/protocol", "@larkwire/cards"],
  },
  { area: "examples/webhook/", packages: ["node:*", "larkwire", "express"] },
  { area: "examples/", packages: ["node:*", "larkwire", "@larkwire/emulator"] },
  {
    area: "bench/",
    packages: [
      "node:*",
      "ws",
      "larkwire",
      "@larkwire/emulator",
      "@larkwire/protocol",
      "@larkwire/cards",
      "ajv",
      "@larksuiteoapi/node-sdk",
      "@bufbuild/protobuf",
      "protobufjs",
    ],
    also: ["packages/protocol/test/support/", "packages/cards/test/corpus/"],
  },
  {
    area: "conformance/",
    packages: ["node:*", "@larkwire/emulator", "@larksuiteoapi/node-sdk", "express"],
    also: ["test/support/"],
  },
  { area: "test/support/", packages: ["node:*", "@larkwire/emulator"] },
];

/** The areas that the rules are about, for a reader of files. */
export const RULED_FOLDERS: readonly string[] = [
  "packages/protocol/src",
  "packages/cards/src",
  "packages/larkwire/src",
  "packages/emulator/src",
  "examples",
  "bench",
  "conformance",
  "test/support",
];

/** The imports that no rule allows, as `file imports what`. */
export function forbiddenImports({ path, imports }: Source): string[] {
  const rule = IMPORT_RULES.find(({ area }) => path.startsWith(area));
  if (rule === undefined) return [`${path} is in no area`];
  return imports.filter((specifier) => !isAllowed(path, specifier, rule)).map((what) => `${path} imports ${what}`);
}

function isAllowed(path: string, specifier: string, rule: ImportRule): boolean {
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(path), specifier);
    return [rule.area, ...(rule.also ?? [])].some((area) => target.startsWith(area));
  }
  const name = packageName(specifier);
  return rule.packages.some((allowed) => allowed === name || (allowed === "node:*" && name.startsWith("node:")));
}

function packageName(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
