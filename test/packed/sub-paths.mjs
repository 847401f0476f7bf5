// Copied by scripts/check-packages.mjs into a project that has the packed packages, but no web framework: every way in
// can be imported and required there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
for (const name of ["larkwire", "@larkwire/emulator"]) {
  const { exports } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8"));
  for (const subPath of Object.keys(exports).filter((path) => path !== "./package.json")) {
    const path = `${name}${subPath.slice(1)}`;
    if (path.endsWith(".json")) {
      assert.equal(typeof require(path), "object", path);
      continue;
    }
    const names = Object.keys(await import(path)).sort();
    assert.notEqual(names.length, 0, path);
    assert.deepEqual(Object.keys(require(path)).sort(), names, path);
  }
}
