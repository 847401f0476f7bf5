import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { literalsOf } from "./support/literals-of.ts";

const repository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const SECTIONS = readSections(readFileSync(repository("docs/errors.md"), "utf8"));

/** The codes with a heading of their own, by package, each with the text below it. */
function readSections(markdown: string): Map<string, Map<string, string>> {
  const packages = new Map<string, Map<string, string>>();
  for (const chapter of markdown.split(/^## /m).slice(1)) {
    const codes = new Map<string, string>();
    for (const section of chapter.split(/^#### /m).slice(1)) {
      const [, code = "", text = ""] = /^`(\w+)`\n([^#]*)/.exec(section) ?? [];
      assert.ok(code !== "" && !codes.has(code), `a heading without a code of its own: ${section.slice(0, 40)}`);
      codes.set(code, text.trim());
    }
    packages.set(chapter.slice(0, chapter.indexOf("\n")), codes);
  }
  return packages;
}

for (const { name, file, union } of [
  { name: "larkwire", file: "packages/larkwire/src/errors.ts", union: "LarkwireErrorCode" },
  { name: "@larkwire/emulator", file: "packages/emulator/src/errors.ts", union: "EmulatorErrorCode" },
]) {
  test(`docs/errors.md explains every ${union}, and no other code`, () => {
    const documented = SECTIONS.get(name) ?? new Map();
    assert.deepEqual([...documented.keys()].sort(), [...literalsOf(repository(file), union)].sort());
  });

  test(`every ${union} has more than its name: what it means and what to do`, () => {
    for (const [code, text] of SECTIONS.get(name) ?? []) {
      assert.ok(text.length >= 60, `${code}: "${text}" says too little`);
    }
  });
}
