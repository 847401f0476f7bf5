import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { type Document, ROOT, readDocument, readDocuments } from "./support/documents.ts";
import { headingAnchors } from "./support/heading-anchors.ts";

const FOLDERS = ["packages", "examples", "docs", "decisions", "test", "bench", "conformance", "scripts"];

/** A path of the repository in running text: from one of its folders on, up to a character that no path has here. */
const PATH = new RegExp(String.raw`(?<![\w./@:-])(?:${FOLDERS.join("|")})/[\w./@*-]*[\w*]`, "g");

const scripts: Record<string, string> = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts;

const documents = readDocuments();

function each(find: (document: Document) => string[]): string[] {
  return documents.flatMap((document) => find(document).map((fault) => `${document.path}: ${fault}`));
}

test("every path that the documentation names exists", () => {
  const faults = each(({ text }) =>
    [...text.matchAll(PATH)].map(([path]) => path).filter((path) => !existsSync(join(ROOT, path.replace(/\*.*$/, "")))),
  );
  assert.deepEqual(faults, []);
});

test("every link inside the documentation leads somewhere", () => {
  const faults = each(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
      .filter(([, target = "", anchor]) => {
        const file = target === "" ? path : join(dirname(path), target);
        if (!existsSync(join(ROOT, file))) return true;
        return anchor !== undefined && !headingAnchors(readDocument(file)).has(anchor);
      })
      .map(([link]) => link),
  );
  assert.deepEqual(faults, []);
});

test("every npm script that the documentation names exists", () => {
  const faults = each(({ text }) =>
    [...text.matchAll(/npm run ([\w:-]+)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !Object.hasOwn(scripts, name)),
  );
  assert.deepEqual(faults, []);
});

test("npx is told no name that only a stranger may have published", () => {
  const { devDependencies, workspaces } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const ours = (workspaces as string[])
    .filter((folder) => !folder.includes("*"))
    .map((folder) => JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")).name);
  const known = new Set([...ours, ...Object.keys(devDependencies), "biome", "tsc"]);
  const faults = each(({ text }) =>
    [...text.matchAll(/npx (?:-\S+ )*([\w@/-]+)/g)].map(([, name = ""]) => name).filter((name) => !known.has(name)),
  );
  assert.deepEqual(faults, []);
});

test("nothing in the documentation is named that these checks cannot see", () => {
  const seen = documents.map(({ path }) => path);
  for (const page of ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md", "docs/errors.md"]) {
    assert.ok(seen.includes(page), `${page} is not checked`);
  }
  assert.deepEqual("see `docs/x.md`, examples/y.ts.".match(PATH), ["docs/x.md", "examples/y.ts"]);
  assert.equal("https://example.com/docs/x.md".match(PATH), null);
});
