import assert from "node:assert/strict";
import { test } from "node:test";
import {
  EventDispatcher,
  type HandlerContext,
  type P1Envelope,
  type P2CardActionTrigger,
  type P2URLPreviewGet,
} from "larkwire";
import { cardWithButtons } from "../support/cards.ts";
import { startWorld } from "../support/world.ts";
import { startClient } from "./support/start-client.ts";

test("a click by the button's text is answered with a toast", async () => {
  const seen: P2CardActionTrigger[] = [];
  const dispatcher = new EventDispatcher().on("card.action.trigger", (data) => {
    seen.push(data);
    return { toast: { type: "info", content: "卡片回传成功" } };
  });
  await using world = await startWorld();
  await using _client = await startClient(world, dispatcher);
  const card = world.postCard();
  const outcome = await card.click("Approve");

  const { code, toast, delivery } = outcome;
  assert.deepEqual({ code, toast }, { code: 0, toast: { type: "info", content: "卡片回传成功" } });
  const [data] = seen;
  assert.equal(data?.schema, "2.0");
  assert.equal(data?.header.event_type, "card.action.trigger");
  assert.equal(data?.header.app_id, world.app.appId);
  assert.equal(data?.header.token, world.app.verificationToken);
  assert.deepEqual(data?.event.action, { value: { pressed: "Approve" }, tag: "button" });
  assert.equal(data?.event.operator.open_id, world.chat.user.openId(world.app));
  assert.deepEqual(data?.event.context, { open_message_id: card.messageId, open_chat_id: world.chat.chatId });
  assert.deepEqual([delivery.answer?.idsEchoed, delivery.answer?.headersEchoed], [true, true]);
  assert.ok(delivery.bizRt !== undefined && delivery.bizRt >= 0, `biz_rt is ${delivery.bizRt}`);
});

test("the card of an answer takes the place of the clicked one, and can be clicked itself", async () => {
  const dispatcher = new EventDispatcher().on<"card.action.trigger", { Value: { pressed: string } }>(
    "card.action.trigger",
    ({ event }) => ({ card: { type: "raw", data: cardWithButtons(`after ${event.action.value?.pressed}`) } }),
  );
  await using world = await startWorld();
  await using _client = await startClient(world, dispatcher);
  const card = world.postCard();
  await card.click("Approve");
  assert.deepEqual(card.content, cardWithButtons("after Approve"));
  await card.click("after Approve");
  assert.deepEqual(card.content, cardWithButtons("after after Approve"));
});

test("a handler that returns nothing leaves the card as it is", async () => {
  const dispatcher = new EventDispatcher().on("card.action.trigger", () => undefined);
  await using world = await startWorld();
  await using _client = await startClient(world, dispatcher);
  const card = world.postCard();
  const { code, toast } = await card.click("Approve");
  assert.deepEqual({ code, toast }, { code: 0, toast: undefined });
  assert.deepEqual(card.content, cardWithButtons("Approve"));
});

test("a pasted link gets its preview", async () => {
  const seen: P2URLPreviewGet[] = [];
  const dispatcher = new EventDispatcher().on("url.preview.get", async (data) => {
    seen.push(data);
    return { inline: { title: "链接预览测试", i18n_title: { en_us: "Preview" } } };
  });
  await using world = await startWorld();
  await using _client = await startClient(world, dispatcher);
  const { code, inline } = await world.chat.paste("https://example.com/T-1");
  assert.deepEqual({ code, inline }, { code: 0, inline: { title: "链接预览测试", i18n_title: { en_us: "Preview" } } });
  assert.equal(seen[0]?.event.context.url, "https://example.com/T-1");
});

test("a message to the bot arrives as an event, and what its handler returns is not sent", async () => {
  const texts: unknown[] = [];
  const contexts: HandlerContext[] = [];
  const dispatcher = new EventDispatcher().on("im.message.receive_v1", (data, context) => {
    texts.push(JSON.parse(data.event.message.content));
    contexts.push(context);
    return { message_id: "om_of_a_reply" };
  });
  await using world = await startWorld();
  await using _client = await startClient(world, dispatcher);
  const delivery = await world.chat.say("你好 🎉");
  assert.deepEqual([delivery.acknowledged, delivery.answer?.answerJson], [true, undefined]);
  assert.deepEqual(texts, [{ text: "你好 🎉" }]);
  const [context] = contexts;
  assert.deepEqual(
    [context?.transport, context?.traceId, context?.messageId, context?.connectionId],
    ["long-connection", delivery.traceId, delivery.messageId, delivery.connectionId],
  );
  assert.equal(Buffer.from(context?.raw ?? []).toString("utf8"), delivery.requestJson);
});

test("a customised event of schema 1.0 arrives as it was sent", async () => {
  const seen: P1Envelope<Record<string, unknown>>[] = [];
  const dispatcher = new EventDispatcher().onCustomized<Record<string, unknown>>("p1", "out_approval", (data) => {
    seen.push(data);
  });
  await using world = await startWorld();
  await using _client = await startClient(world, dispatcher);
  const delivery = await world.app.deliverEvent({
    version: "p1",
    type: "out_approval",
    event: { instance_code: "81D31358" },
  });
  assert.equal(delivery.acknowledged, true);
  assert.deepEqual(seen, [JSON.parse(delivery.requestJson)]);
  assert.deepEqual([seen[0]?.uuid, seen[0]?.event.instance_code], [delivery.eventId, "81D31358"]);
});
