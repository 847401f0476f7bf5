import assert from "node:assert/strict";
import { test } from "node:test";
import { cardWithButtons, legacyCardWithButton } from "../../test/support/cards.ts";
import { nodeBot } from "../support/node-bot.ts";
import { type Secrecy, startWebhookBot, startWebhookWorld, type WebhookBot } from "../support/webhook-world.ts";

// The official dispatcher drops what is not signed as it expects, and answers 200 with an empty body: so the tests look
// at what the handlers have made of it.

function startServer(secrecy: Secrecy): Promise<WebhookBot> {
  return startWebhookBot(nodeBot("webhook.mjs"), "/event", secrecy);
}

function startCardServer(secrecy: Secrecy): Promise<WebhookBot> {
  return startWebhookBot(nodeBot("legacy-card.mjs"), "/card", secrecy);
}

const LEGACY = ["card.action.trigger_v1"];

async function answersAClick(secrecy: Secrecy): Promise<void> {
  await using server = await startServer(secrecy);
  await using world = await startWebhookWorld(server);
  const outcome = await world.chat.postCard(cardWithButtons("Approve")).click("Approve");
  const toast = { type: "success", content: "Approve：卡片回传成功 ✅" };
  assert.deepEqual([outcome.code, outcome.toast], [0, toast], outcome.reason);
  const { action, event_type: type } = await world.bot.received<Record<string, unknown>>();
  assert.deepEqual([type, action], ["card.action.trigger", { value: { pressed: "Approve" }, tag: "button" }]);
}

async function receivesAMessage(secrecy: Secrecy): Promise<void> {
  await using server = await startServer(secrecy);
  await using world = await startWebhookWorld(server);
  const text = '你好 🎉 "</script> \\/ \u2028';
  const delivery = await world.chat.say(text);
  assert.deepEqual([delivery.acknowledged, delivery.httpStatus], [true, 200]);
  const data = await world.bot.received<{ event_type: string; message: { content: string } }>();
  assert.deepEqual([data.event_type, JSON.parse(data.message.content)], ["im.message.receive_v1", { text }]);
}

async function receivesAnApproval(secrecy: Secrecy): Promise<void> {
  await using server = await startServer(secrecy);
  await using world = await startWebhookWorld(server);
  const event = { instance_code: "81D31358", 10: "integer-like keys", 2: "come first" };
  const delivery = await world.app.deliverEvent({ version: "p1", type: "out_approval", event });
  assert.equal(delivery.acknowledged, true);
  const data = await world.bot.received<Record<string, unknown>>();
  assert.deepEqual(
    [data.handled, data.type, data.instance_code, data.uuid],
    ["out_approval", "event_callback", "81D31358", delivery.eventId],
  );
}

async function answersTheChallenge(secrecy: Secrecy): Promise<void> {
  await using server = await startServer(secrecy);
  await using world = await startWebhookWorld(server);
  assert.deepEqual(await world.app.verifyRequestUrl(world.requestUrl), { ok: true });
}

test("adaptExpress: answers a click with a toast, encrypted", () => answersAClick("encrypted"));
test("adaptExpress: answers a click with a toast, plain", () => answersAClick("plain"));
test("adaptExpress: receives im.message.receive_v1, encrypted", () => receivesAMessage("encrypted"));
test("adaptExpress: receives im.message.receive_v1, plain", () => receivesAMessage("plain"));
test("adaptExpress: receives a customised event of schema 1.0, encrypted", () => receivesAnApproval("encrypted"));
test("adaptExpress: receives a customised event of schema 1.0, plain", () => receivesAnApproval("plain"));
test("adaptExpress: answers url_verification, encrypted", () => answersTheChallenge("encrypted"));
test("adaptExpress: answers url_verification, plain", () => answersTheChallenge("plain"));

test("adaptExpress: answers a pasted link with a preview", async () => {
  await using server = await startServer("encrypted");
  await using world = await startWebhookWorld(server);
  const { code, inline } = await world.chat.paste("https://example.com/T-1");
  assert.deepEqual({ code, inline }, { code: 0, inline: { title: "链接预览测试" } });
});

test("adaptExpress: an event with a wrong key does not reach the handler", async () => {
  await using server = await startServer("encrypted");
  await using world = await startWebhookWorld(server);
  const { requestUrl } = world;
  const stranger = world.emulator.createApp({ encryptKey: "another key", events: { requestUrl } });
  await stranger.deliverEvent({ version: "p1", type: "out_approval", event: { instance_code: "forged" } });
  const known = await world.app.deliverEvent({
    version: "p1",
    type: "out_approval",
    event: { instance_code: "known" },
  });
  const data = await world.bot.received<Record<string, unknown>>();
  assert.deepEqual([data.instance_code, data.uuid], ["known", known.eventId]);
});

test("CardActionHandler: answers a legacy card callback with a new card", async () => {
  await using server = await startCardServer("encrypted");
  await using world = await startWebhookWorld(server, LEGACY);
  const card = world.chat.postCard(legacyCardWithButton("Approve"));
  const { code, reason } = await card.click("Approve");
  assert.equal(code, 0, reason);
  assert.deepEqual(card.content.header, { title: { tag: "plain_text", content: "更新卡片成功" }, template: "green" });
  const data = await world.bot.received<Record<string, unknown>>();
  const { open_message_id: messageId, open_chat_id: chatId, action } = data;
  assert.deepEqual([messageId, chatId], [card.messageId, world.chat.chatId]);
  assert.deepEqual(action, { value: { pressed: "Approve" }, tag: "button" });
});

test("CardActionHandler: answers the url_verification of a legacy address", async () => {
  await using server = await startCardServer("plain");
  await using world = await startWebhookWorld(server, LEGACY);
  assert.deepEqual(await world.app.verifyRequestUrl(world.requestUrl), { ok: true });
});
