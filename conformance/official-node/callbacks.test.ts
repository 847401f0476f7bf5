import assert from "node:assert/strict";
import { test } from "node:test";
import { startWorld } from "../../test/support/world.ts";
import { nodeBot } from "../support/node-bot.ts";
import { OfficialBot, untilAnswered } from "../support/official-bot.ts";

test("answers a click with a toast", async () => {
  await using world = await startWorld();
  await using bot = await OfficialBot.connect(nodeBot("toast.mjs"), world.emulator, world.app);
  const card = world.postCard();
  const { code, toast, delivery } = await untilAnswered(() => card.click("Approve"));
  assert.deepEqual({ code, toast }, { code: 0, toast: { type: "success", content: "Approve：卡片回传成功 ✅" } });
  assert.equal(delivery.answer?.headersEchoed, true);
  const data = await bot.received<Record<string, unknown>>();
  const { event_type: type, app_id: appId } = data;
  assert.deepEqual({ type, appId }, { type: "card.action.trigger", appId: world.app.appId });
  assert.deepEqual(data.action, { value: { pressed: "Approve" }, tag: "button" });
});

test("answers a click with a new card, which takes the old one's place", async () => {
  await using world = await startWorld();
  await using _bot = await OfficialBot.connect(nodeBot("replace-card.mjs"), world.emulator, world.app);
  const card = world.postCard();
  const { code, reason } = await untilAnswered(() => card.click("Approve"));
  assert.equal(code, 0, reason);
  const elements = [{ tag: "markdown", content: "**Success!\n成功啦😄**" }];
  assert.deepEqual(card.content, { schema: "2.0", body: { elements } });
});

test("answers a pasted link with a preview", async () => {
  await using world = await startWorld();
  await using bot = await OfficialBot.connect(nodeBot("preview.mjs"), world.emulator, world.app);
  const { code, inline } = await untilAnswered(() => world.chat.paste("https://example.com/T-1"));
  assert.deepEqual({ code, inline }, { code: 0, inline: { title: "链接预览测试" } });
  const data = await bot.received<{ context: { url: string } }>();
  assert.equal(data.context.url, "https://example.com/T-1");
});
