import assert from "node:assert/strict";
import { test } from "node:test";
import { startWorld } from "../../test/support/world.ts";
import { nodeBot } from "../support/node-bot.ts";
import { OfficialBot, untilAnswered } from "../support/official-bot.ts";

test("receives and acknowledges im.message.receive_v1", async () => {
  await using world = await startWorld();
  await using bot = await OfficialBot.connect(nodeBot("events.mjs"), world.emulator, world.app);
  const { delivery } = await untilAnswered(async () => ({ delivery: await world.chat.say("你好 🎉") }));
  assert.deepEqual([delivery.acknowledged, delivery.ackCode], [true, 200]);
  const data = await bot.received<{ event_type: string; message: { content: string; chat_id: string } }>();
  assert.equal(data.event_type, "im.message.receive_v1");
  assert.equal(data.message.chat_id, world.chat.chatId);
  assert.deepEqual(JSON.parse(data.message.content), { text: "你好 🎉" });
});

test("receives and acknowledges a customised event of schema 1.0", async () => {
  await using world = await startWorld();
  await using bot = await OfficialBot.connect(nodeBot("events.mjs"), world.emulator, world.app);
  const input = { version: "p1", type: "out_approval", event: { instance_code: "81D31358" } } as const;
  const { delivery } = await untilAnswered(async () => ({ delivery: await world.app.deliverEvent(input) }));
  assert.deepEqual([delivery.acknowledged, delivery.ackCode], [true, 200]);
  const data = await bot.received<Record<string, unknown>>();
  const { handled, type, uuid, instance_code: instanceCode } = data;
  assert.deepEqual(
    { handled, type, instanceCode },
    { handled: "out_approval", type: "event_callback", instanceCode: "81D31358" },
  );
  assert.equal(uuid, delivery.eventId);
});

test("receives a message that was split into many frames", async () => {
  await using world = await startWorld({ maxFramePayloadBytes: 100 });
  await using bot = await OfficialBot.connect(nodeBot("events.mjs"), world.emulator, world.app);
  const text = "好🎉".repeat(500);
  const { delivery } = await untilAnswered(async () => ({ delivery: await world.chat.say(text) }));
  assert.equal(delivery.acknowledged, true);
  assert.ok(delivery.parts > 30, `${delivery.parts} parts`);
  const data = await bot.received<{ message: { content: string } }>();
  assert.deepEqual(JSON.parse(data.message.content), { text });
});
