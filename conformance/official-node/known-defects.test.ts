// These tests do not ask for anything: they write down what the official client does wrong on the wire, and that the
// emulator's journal shows it. One that fails after an update of the client is good news: then delete it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startWorld } from "../../test/support/world.ts";
import { nodeBot } from "../support/node-bot.ts";
import { OfficialBot, untilAnswered } from "../support/official-bot.ts";

test("known defect: SeqID and LogID above 2^53 come back rounded", async () => {
  await using world = await startWorld();
  await using _bot = await OfficialBot.connect(nodeBot("defects.mjs"), world.emulator, world.app);
  const card = world.postCard();
  const { code, delivery } = await untilAnswered(() => card.click("Approve"));
  assert.ok(BigInt(delivery.seqId) > 2n ** 53n && BigInt(delivery.logId) > 2n ** 53n);
  assert.equal(delivery.answer?.idsEchoed, false);
  assert.equal(code, 0, "the emulator accepts it all the same");
});

test("known defect: biz_rt, the time that the handler took, is negative", async () => {
  await using world = await startWorld();
  await using _bot = await OfficialBot.connect(nodeBot("defects.mjs"), world.emulator, world.app);
  const card = world.postCard();
  const { delivery } = await untilAnswered(() => card.click("Approve"));
  assert.ok(delivery.bizRt !== undefined && delivery.bizRt < 0, `biz_rt is ${delivery.bizRt}`);
});

test("known defect: a callback without a handler is answered with a text, which the clicker sees as 200672", async () => {
  await using world = await startWorld();
  await using _bot = await OfficialBot.connect(nodeBot("defects.mjs"), world.emulator, world.app);
  const { code, delivery } = await untilAnswered(() => world.chat.paste("https://example.com/T-1"));
  assert.deepEqual([code, delivery.ackCode], [200672, 200]);
  assert.equal(delivery.answer?.answerJson, '"no url.preview.get event handle"');
});

test("known defect: what the handler of an ordinary event returns is sent to the platform", async () => {
  await using world = await startWorld();
  await using _bot = await OfficialBot.connect(nodeBot("defects.mjs"), world.emulator, world.app);
  const { delivery } = await untilAnswered(async () => ({ delivery: await world.chat.say("hello") }));
  assert.equal(delivery.answer?.answerJson, '{"message_id":"om_of_a_reply"}');
});
