import assert from "node:assert/strict";
import { test } from "node:test";
import { readTimestamp } from "../../src/webhook/read-timestamp.ts";

const KNOWN: readonly [string, string][] = [
  ["1752346850", "2025-07-12T19:00:50.000Z"],
  ["1752346850123", "2025-07-12T19:00:50.123Z"],
  ["Monday, 09-Nov-20 23:33:53 CST", "2020-11-09T15:33:53.000Z"],
  ["Sunday, 04-Oct-26 10:23:46 UTC", "2026-10-04T10:23:46.000Z"],
  ["2026-10-04 18:23:46.052290112 +0800 CST m=+3612.1", "2026-10-04T10:23:46.000Z"],
  ["2026-10-04 18:23:46 -0330", "2026-10-04T21:53:46.000Z"],
];

test("a timestamp is read in every form that was seen", () => {
  for (const [text, iso] of KNOWN) assert.equal(new Date(readTimestamp(text)).toISOString(), iso, text);
});

test("anything else is no time", () => {
  for (const text of [
    "",
    "now",
    "17523468",
    "Monday, 09-Foo-20 23:33:53 CST",
    "Monday, 09-Nov-20 23:33:53 XYZ",
    "2026-10-04",
  ]) {
    assert.ok(Number.isNaN(readTimestamp(text)), text);
  }
  assert.ok(Number.isNaN(readTimestamp("Monday, 99-Nov-20 23:33:53 CST")));
  assert.ok(Number.isNaN(readTimestamp(`2026-10-04 18:23:46 +0800 ${"x".repeat(100_000)}`)));
});
