import assert from "node:assert/strict";
import { test } from "node:test";
import { startWorld } from "../../test/support/world.ts";
import { OfficialBot, untilAnswered } from "../support/official-bot.ts";
import { pythonBot, withoutPython } from "../support/python-bot.ts";

const options = { skip: withoutPython() };

test("the guide's long connection listing answers a click with its toast", options, async () => {
  await using world = await startWorld();
  await using bot = await OfficialBot.connect(pythonBot("first_listing.py"), world.emulator, world.app);
  const card = world.postCard();
  const { code, toast, delivery } = await untilAnswered(() => card.click("Approve"));
  assert.deepEqual({ code, toast }, { code: 0, toast: { type: "info", content: "卡片回传成功 from python sdk" } });
  assert.deepEqual([delivery.answer?.idsEchoed, delivery.answer?.headersEchoed], [true, true]);
  await bot.says(`"open_message_id": "${card.messageId}"`);
  await bot.says("connected to ws://");
});

test("the guide's long connection listing answers a pasted link with its preview", options, async () => {
  await using world = await startWorld();
  await using bot = await OfficialBot.connect(pythonBot("first_listing.py"), world.emulator, world.app);
  const { code, inline } = await untilAnswered(() => world.chat.paste("https://example.com/T-1"));
  assert.deepEqual({ code, inline }, { code: 0, inline: { title: "链接预览测试" } });
  await bot.says('"url": "https://example.com/T-1"');
});
