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

/** What can be imported from each published package, and all that it asks its users to install. */
const PUBLISHED = {
  "packages/larkwire": {
    subPaths: ["express", "fastify", "fetch", "koa", "lambda", "node", "webhook"],
    dependencies: ["ws"],
  },
  "packages/emulator": { subPaths: [], dependencies: ["@hono/node-server", "hono", "ws"] },
};

const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare"];

function entry(name: string, extension: string): object {
  return { types: `./dist/${name}.d.${extension}`, default: `./dist/${name}.${extension.replace("ts", "js")}` };
}

for (const [folder, { subPaths, dependencies }] of Object.entries(PUBLISHED)) {
  const json = read(folder);

  test(`${json.name} can be published: files, entry points, engines, license`, () => {
    const { private: isPrivate, license, type, sideEffects, engines, files } = json;
    assert.deepEqual(
      { isPrivate, license, type, sideEffects, node: engines.node, files },
      { isPrivate: undefined, license: "MIT", type: "module", sideEffects: false, node: ">=20", files: ["dist"] },
    );
    const entryPoints = [["index", "."], ...subPaths.map((name) => [name, `./${name}`])].map(
      ([name = "", path = ""]) => [path, { import: entry(name, "mts"), require: entry(name, "cts") }],
    );
    assert.deepEqual(json.exports, {
      ...Object.fromEntries(entryPoints),
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
