import assert from "node:assert/strict";
import { test } from "node:test";
import { type AnswerEffect, answerTable, CARD_LIMITS, CARD_RULES, ORIGINAL_CARD_KINDS } from "larkwire/cards";
import { readDocument } from "./support/documents.ts";

const PAGE = readDocument("docs/cards.md").text;

/** The rows of the table whose first column has the heading `first`: their cells, without backticks. */
function rowsOf(first: string): string[][] {
  const start = PAGE.indexOf(`\n| ${first} `);
  assert.ok(start >= 0, `no table begins with ${first}`);
  const lines = PAGE.slice(start + 1).split("\n");
  const table = lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith("|")),
  );
  return table.map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}

test("docs/cards.md has every rule with its severities and codes", () => {
  const documented = rowsOf("rule").map((cells) => cells.slice(0, 5));
  const rules = Object.entries(CARD_RULES).map(([rule, { strict, lenient, code, subCode, grade }]) => {
    const codes = [code, subCode].filter((one) => one !== undefined && one !== 0);
    return [rule, strict, lenient, codes.join(" / "), grade];
  });
  assert.deepEqual(documented, rules);
});

test("docs/cards.md has every limit of both profiles", () => {
  const show = (limit: number): string => (Number.isFinite(limit) ? limit.toLocaleString("en") : "none");
  const limits = Object.entries(CARD_LIMITS.strict).map(([name, limit]) => [
    name,
    show(limit),
    show(CARD_LIMITS.lenient[name as keyof typeof CARD_LIMITS.lenient]),
  ]);
  assert.deepEqual(rowsOf("limit"), limits);
});

const WORDS: Readonly<Record<AnswerEffect, string>> = {
  unchanged: "–",
  toast: "toast",
  updated: "all",
  updated_for_clicker: "clicker",
  dropped: "dropped",
  not_asked: "not asked",
  refused: "",
};

test("docs/cards.md has what every shape of answer does to every kind of card", () => {
  const documented = rowsOf("answer").flatMap(([shape, ...cells]) =>
    cells.map((cell, index) => [ORIGINAL_CARD_KINDS[index], shape, cell]),
  );
  const rows = answerTable().map(({ original, shape, code, effect }) => [
    original,
    shape,
    WORDS[effect] || String(code),
  ]);
  assert.deepEqual(documented.map(String).sort(), rows.map(String).sort());
});
