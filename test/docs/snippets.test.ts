import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator } from "@larkwire/emulator";
import { type CodeBlock, codeBlocks } from "./support/code-blocks.ts";
import { readDocument, readDocuments } from "./support/documents.ts";
import { runBlock } from "./support/run-block.ts";
import { typeFaults } from "./support/type-faults.ts";

const POLL_MS = 5;

const CARD = {
  elements: [{ tag: "action", actions: [{ tag: "button", text: { tag: "plain_text", content: "Go" }, value: {} }] }],
};

test("every TypeScript snippet of the documentation compiles", () => {
  const snippets = readDocuments()
    .flatMap(codeBlocks)
    .filter(({ language }) => language === "ts");
  assert.ok(snippets.length >= 8, `only ${snippets.length} snippets were found`);
  assert.deepEqual(typeFaults(snippets), []);
});

for (const page of ["README.md", "README.zh-CN.md"]) {
  const block = (run: string): CodeBlock => {
    const found = codeBlocks(readDocument(page)).find((candidate) => candidate.run === run);
    assert.ok(found, `${page} has no block that is marked "run: ${run}"`);
    return found;
  };

  test(`the bot of ${page} answers a click and a link`, async (t: TestContext) => {
    const emulator = await startEmulator();
    t.after(() => emulator.close());
    const app = emulator.createApp();
    const env = { APP_ID: app.appId, APP_SECRET: app.appSecret, LARK_DOMAIN: emulator.url };
    const bot = runBlock(t, block("bot"), env);
    const crash = bot.ended.then(({ output }) => assert.fail(`the bot ended: ${output}`));
    const chat = emulator.createUser({ name: "Alice" }).openChat(app);
    while (app.connections.length === 0) await Promise.race([sleep(POLL_MS), crash]);
    const { toast } = await chat.postCard(CARD).click("Go");
    const { inline } = await chat.paste("https://example.com");
    assert.deepEqual(toast, { type: "info", content: "卡片回传成功" });
    assert.deepEqual(inline, { title: "链接预览测试" });
    crash.catch(() => undefined);
  });

  test(`the test of ${page} passes, and fails with a wrong expectation`, async (t: TestContext) => {
    const good = await runBlock(t, block("test")).ended;
    assert.equal(good.exitCode, 0, good.output);
    assert.match(good.output, /pass 1\b/);
    const { code, ...rest } = block("test");
    const wrong = { ...rest, code: code.replaceAll("outcome.code, 0", "outcome.code, 1") };
    assert.equal((await runBlock(t, wrong).ended).exitCode, 1);
  });
}
