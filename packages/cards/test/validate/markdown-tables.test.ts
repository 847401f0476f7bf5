import assert from "node:assert/strict";
import { it } from "node:test";
import { countMarkdownTables } from "../../src/markdown/count-tables.ts";

const COUNTS: readonly (readonly [tables: number, markdown: string])[] = [
  [0, "no table"],
  [0, "a | b"],
  [0, "a\n---\nb"],
  [1, "| a | b |\n|---|---|\n| 1 | 2 |"],
  [1, "a | b\n--- | ---\n1 | 2"],
  [1, "| a |\r\n|:-:|\r\n| 1 |"],
  [1, "| a |\n| --- |"],
  [0, "```\n| a |\n|---|\n```"],
  [1, "~~~\n| a |\n|---|\n~~~\n\n| b |\n|---|"],
  [2, "| a |\n|---|\n| 1 |\n\ntext\n\n| b | c |\n|:--|--:|"],
  [0, "\n|---|"],
  [0, "    |---|"],
];

it("counts the tables of a Markdown text", () => {
  for (const [tables, markdown] of COUNTS)
    assert.equal(countMarkdownTables(markdown), tables, JSON.stringify(markdown));
});
