import assert from "node:assert/strict";
import { test } from "node:test";
import { COMPONENT_TABLE } from "@larkwire/cards";
import { QUIRK_VALUES, resolveQuirks } from "../../src/chat/interaction/quirks.ts";
import { tableBelow } from "../support/fidelity-table.ts";
import { FIELDS, USES } from "./data/interaction-table.ts";

test("FIDELITY.md lists every component that can be used, as the table of uses does", () => {
  const usable = [...COMPONENT_TABLE["1.0"].components.values(), ...COMPONENT_TABLE["2.0"].components.values()]
    .filter(({ interaction }) => interaction !== undefined)
    .map(({ tag }) => tag);
  const used = [...USES, ...FIELDS].map(({ component }) => (component as { tag: string }).tag);
  const listed = tableBelow("Cards in chats: components").map(([tag = ""]) => tag.replaceAll("`", ""));
  assert.deepEqual(listed, [...new Set(usable)].sort());
  assert.deepEqual([...new Set(used)].sort(), listed);
});

test("FIDELITY.md lists every quirk with its default and its other values", () => {
  const defaults = resolveQuirks({});
  const quirks = Object.entries(QUIRK_VALUES).map(([name, values]) => {
    const [first, ...others] = values.map((value) => JSON.stringify(value));
    assert.equal(first, JSON.stringify(defaults[name as keyof typeof defaults]), name);
    return [`\`${name}\``, first, others.join(", ")];
  });
  assert.deepEqual(tableBelow("Cards in chats: settings"), quirks);
});

test("what is exact in chats has nothing that is simpler, and what is approximate says what is", () => {
  const rows = [
    ...tableBelow("Cards in chats: components").map(([what, , , ...rest]) => [what, ...rest]),
    ...tableBelow("Chats: rules"),
  ];
  assert.ok(rows.length > 20);
  for (const [what, fidelity, note = "", source = ""] of rows) {
    assert.ok(fidelity === "exact" || fidelity === "approximate", what);
    assert.equal(note === "", fidelity === "exact", what);
    assert.notEqual(source, "", what);
  }
});
