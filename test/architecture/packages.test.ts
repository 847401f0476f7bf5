import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as root from "larkwire";
import * as webhook from "larkwire/webhook";
import ts from "typescript";

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
    subPaths: ["cards", "express", "fastify", "fetch", "health", "koa", "lambda", "node", "opentelemetry", "webhook"],
    data: ["cards/card-1.0.json", "cards/card-2.0.json"],
    dependencies: ["ws"],
  },
  "packages/emulator": { subPaths: [], data: [], dependencies: ["@hono/node-server", "hono", "ws"] },
};

const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare"];

function entry(name: string, extension: string): object {
  return { types: `./dist/${name}.d.${extension}`, default: `./dist/${name}.${extension.replace("ts", "js")}` };
}

for (const [folder, { subPaths, data, dependencies }] of Object.entries(PUBLISHED)) {
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
      ...Object.fromEntries(data.map((path) => [`./${path}`, `./dist/${basename(path)}`])),
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

for (const format of ["mjs", "cjs"]) {
  test(`larkwire/webhook (${format}) loads nothing but node:crypto`, () => {
    const dist = fileURLToPath(new URL("../../packages/larkwire/dist/", import.meta.url));
    const loaded = [...modulesOf(join(dist, `webhook.${format}`))].filter((name) => !name.startsWith("."));
    assert.deepEqual(loaded, ["node:crypto"]);
    assert.ok(modulesOf(join(dist, `index.${format}`)).has("ws"), "the search does not find ws");
  });
}

test("larkwire/webhook has everything that larkwire has, but what opens connections of its own", () => {
  const missing = Object.keys(root).filter((name) => !Object.hasOwn(webhook, name));
  const restCalls = ["patchCard", "refreshURLPreviews", "replyToMessage", "sendMessage", "updateCardWithToken"];
  assert.deepEqual(missing.sort(), ["OpenApiClient", "WSClient", ...restCalls].sort());
});

/** What a built file loads, and what the files beside it that it loads do. */
function modulesOf(file: string, seen: Set<string> = new Set()): Set<string> {
  for (const { fileName } of ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles) {
    if (seen.has(fileName)) continue;
    seen.add(fileName);
    if (fileName.startsWith(".")) modulesOf(join(dirname(file), fileName), seen);
  }
  return seen;
}

test("the version that larkwire tells the platform is that of its package", () => {
  assert.equal(root.VERSION, read("packages/larkwire").version);
});

test("both published packages have the same version", () => {
  assert.equal(read("packages/emulator").version, read("packages/larkwire").version);
});

test("the protocol and the cards are private: they are bundled into both", () => {
  assert.deepEqual([read("packages/protocol").private, read("packages/cards").private], [true, true]);
});
