import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { VERSION } from "larkwire";

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license: string;
  readonly type: string;
  readonly sideEffects: boolean;
  readonly engines: { readonly node: string };
  readonly files: readonly string[];
  readonly exports: unknown;
  readonly bin?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: unknown;
  readonly peerDependencies?: unknown;
  readonly scripts?: Record<string, string>;
}

function read(folder: string): PackageJson {
  return JSON.parse(readFileSync(new URL(`../../${folder}/package.json`, import.meta.url), "utf8")) as PackageJson;
}

/** All that a published package asks its users to install. */
const RUN_TIME_DEPENDENCIES = {
  "packages/larkwire": ["ws"],
  "packages/emulator": ["@hono/node-server", "hono", "ws"],
};

/** What can be imported beside the package's own name. */
const SUB_PATHS: Readonly<Record<string, readonly string[]>> = {
  "packages/larkwire": ["health", "opentelemetry", "webhook"],
};

const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare"];

for (const [folder, dependencies] of Object.entries(RUN_TIME_DEPENDENCIES)) {
  const json = read(folder);

  test(`${json.name} can be published: files, entry points, engines, license`, () => {
    const { private: isPrivate, license, type, sideEffects, engines, files } = json;
    assert.deepEqual(
      { isPrivate, license, type, sideEffects, node: engines.node, files },
      { isPrivate: undefined, license: "MIT", type: "module", sideEffects: false, node: ">=20", files: ["dist"] },
    );
    const entry = (name: string, extension: string): object => ({
      types: `./dist/${name}.d.${extension}`,
      default: `./dist/${name}.${extension.replace("ts", "js")}`,
    });
    const both = (name: string): object => ({ import: entry(name, "mts"), require: entry(name, "cts") });
    assert.deepEqual(json.exports, {
      ".": both("index"),
      ...Object.fromEntries((SUB_PATHS[folder] ?? []).map((name) => [`./${name}`, both(name)])),
      "./package.json": "./package.json",
    });
  });

  test(`${json.name} needs exactly ${dependencies.join(", ")} at run time, and runs nothing when it is installed`, () => {
    assert.deepEqual(Object.keys(json.dependencies ?? {}).sort(), dependencies);
    assert.deepEqual([json.optionalDependencies, json.peerDependencies], [undefined, undefined]);
    assert.deepEqual(
      Object.keys(json.scripts ?? {}).filter((name) => INSTALL_SCRIPTS.includes(name)),
      [],
    );
  });
}

test("the version that larkwire tells the platform is that of its package", () => {
  assert.equal(VERSION, read("packages/larkwire").version);
});

test("both published packages have the same version", () => {
  assert.equal(read("packages/emulator").version, read("packages/larkwire").version);
});

test("the protocol is private: it is bundled into both", () => {
  assert.equal(read("packages/protocol").private, true);
});
