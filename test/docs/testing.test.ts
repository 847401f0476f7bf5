import assert from "node:assert/strict";
import { test } from "node:test";
import { type CodeBlock, codeBlocks } from "./support/code-blocks.ts";
import { readDocument } from "./support/documents.ts";
import { runBlock } from "./support/run-block.ts";

function block(run: string): CodeBlock {
  const found = codeBlocks(readDocument("docs/testing.md")).find((candidate) => candidate.run === run);
  assert.ok(found, `docs/testing.md has no block that is marked "run: ${run}"`);
  return found;
}

test("the whole test of docs/testing.md passes, and fails with a wrong expectation", async (t) => {
  const good = await runBlock(t, block("node-test")).ended;
  assert.equal(good.exitCode, 0, good.output);
  assert.match(good.output, /pass 1\b/);
  const { code, ...rest } = block("node-test");
  const wrong = { ...rest, code: code.replace('content, "Sent"', 'content, "Lost"') };
  assert.equal((await runBlock(t, wrong).ended).exitCode, 1);
});

test("the webhook test of docs/testing.md passes, and fails with a wrong expectation", async (t) => {
  const good = await runBlock(t, block("webhook-test")).ended;
  assert.equal(good.exitCode, 0, good.output);
  assert.match(good.output, /pass 1\b/);
  const { code, ...rest } = block("webhook-test");
  const wrong = { ...rest, code: code.replace('title, "Ticket 1"', 'title, "Ticket 2"') };
  assert.equal((await runBlock(t, wrong).ended).exitCode, 1);
});

test("docs/testing.md shows the screen of its own form", async (t) => {
  const { code, ...rest } = block("node-test");
  const printing = code.replace(
    "const outcome = await card.fill",
    "console.log(card.fill({ from: '2026-08-01', why: 'sun' }).screen());\n  const outcome = await card.fill",
  );
  const { output } = await runBlock(t, { ...rest, code: printing }).ended;
  const shown = codeBlocks(readDocument("docs/testing.md")).find(({ language }) => language === "text");
  assert.ok(shown !== undefined && output.includes(shown.code), output);
});
