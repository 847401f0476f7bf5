import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, readDocument } from "./support/documents.ts";

const { text } = readDocument("CONTRIBUTING.md");

for (const name of ["protocol", "cards", "larkwire", "emulator"]) {
  test(`CONTRIBUTING.md says of every room of packages/${name} what it is, and of no other`, () => {
    const [, table = ""] = text.split(new RegExp(`^\\| \`packages/${name}\` +\\| What it is +\\|\n`, "m"));
    const [rows = ""] = table.split("\n\n");
    const named = [...rows.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([\w-]+)`/g)].map(([, room]) => room),
    );
    const rooms = readdirSync(join(ROOT, "packages", name, "src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    assert.deepEqual(named.sort(), rooms.sort());
  });
}
