import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { codeBlocks } from "./support/code-blocks.ts";
import { ROOT, readDocument } from "./support/documents.ts";

const english = readDocument("README.md");
const chinese = readDocument("README.zh-CN.md");

/** What differs from run to run, taken out. */
function withoutChance(output: string): string {
  return output
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/cli_[0-9a-f]{16}/g, "cli_ID")
    .replaceAll(/connection \d+/g, "connection ID")
    .replaceAll(/(?:\d+|under 1|…) ms/g, "TIME");
}

test("the demo prints what README.md says", async (t) => {
  const demo = spawn(process.execPath, ["--import", "tsx", join(ROOT, "examples/callbacks/demo.ts"), "--once"]);
  t.after(() => demo.kill("SIGKILL"));
  const chunks: Buffer[] = [];
  demo.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(demo, "close");
  const shown = codeBlocks(english).find(({ language }) => language === "text");
  assert.equal(withoutChance(Buffer.concat(chunks).toString()), withoutChance(shown?.code ?? ""));
});

test("README.zh-CN.md has the structure and the code of README.md", () => {
  const levels = (text: string): string[] => text.match(/^#+ /gm) ?? [];
  const withoutComments = (text: string): string => text.replaceAll(/\/\/ .*$/gm, "//");
  const code = (page: typeof english): string[] => codeBlocks(page).map((block) => withoutComments(block.code));
  assert.deepEqual(levels(chinese.text), levels(english.text));
  assert.deepEqual(code(chinese), code(english));
});

test("README.zh-CN.md links to what README.md links to", () => {
  const links = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => target);
  const other = new Set(["README.md", "README.zh-CN.md"]);
  const comparable = (text: string): string[] =>
    links(text)
      .filter((target) => !other.has(target))
      .sort();
  assert.deepEqual(comparable(chinese.text), comparable(english.text));
});
