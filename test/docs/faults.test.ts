import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { EmulatorError, type Fault, startEmulator } from "@larkwire/emulator";
import { ROOT, readDocument } from "./support/documents.ts";

const PAGE = "docs/emulator-console.md";

const [, SECTION = ""] = readDocument(PAGE).text.split(/^## Faults.*$|^## Reset.*$/m);
/** The rows of the table: the kind, the ways on which it acts, and the further members without what stands in brackets. */
const ROWS = [
  ...SECTION.replace(/^.*\n\| -+ .*$/m, "").matchAll(/^\| `([a-z_]+)` +\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm),
].map(([, kind = "", overLongConnection = "", byWebhook = "", members = ""]) => ({
  kind,
  transports: [
    ...(overLongConnection.trim() === "–" || kind === "rest_error" ? [] : ["long_connection"]),
    ...(byWebhook.trim() === "–" ? [] : ["webhook"]),
  ],
  members: [...members.matchAll(/`(\w+)`/g)].map(([, name]) => name),
}));

const REST_ERROR = { route: "*", code: 1_000 };

test(`${PAGE} has a row for every kind of fault, and for no other`, () => {
  const source = readFileSync(join(ROOT, "packages/emulator/src/faults/fault.ts"), "utf8");
  const kinds = [...source.matchAll(/readonly kind: "(\w+)"/g)].map(([, kind]) => kind);
  assert.ok(kinds.length > 15);
  assert.deepEqual(ROWS.map(({ kind }) => kind).sort(), kinds.sort());
});

test(`${PAGE} says on which ways each fault acts`, async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  assert.ok(ROWS.length > 15);
  for (const { kind, transports } of ROWS) {
    const needed = { delay: { ms: 1 }, first_push_wait: { ms: 1 }, split: { bytes: 1 }, rest_error: REST_ERROR }[kind];
    const report = emulator.faults.add({ kind, ...needed } as Fault);
    assert.deepEqual(report.transports, transports, kind);
  }
});

test(`${PAGE} names the members of every fault`, async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  for (const { kind, members } of ROWS) {
    // The refusal of an unknown member names the known ones, after those that are needed.
    const needed = { ms: 1, bytes: 1, route: "*", code: 1_000 };
    const given = Object.fromEntries(Object.entries(needed).filter(([name]) => members.includes(name)));
    try {
      emulator.faults.add({ kind, ...given, unknown: 1 } as unknown as Fault);
      assert.fail(`${kind} takes an unknown member`);
    } catch (error) {
      assert.ok(error instanceof EmulatorError, String(error));
      const known = /It has: (.*)\.$/.exec(error.message)?.[1]?.split(", ") ?? [];
      assert.deepEqual(
        [...members].sort(),
        known.filter((name) => !/^(appId|connectionId|transport|times)$/.test(name)).sort(),
      );
    }
  }
});
