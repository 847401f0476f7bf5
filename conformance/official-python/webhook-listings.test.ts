import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cardWithButtons, legacyCardWithButton } from "../../test/support/cards.ts";
import { pythonBot, withoutPython } from "../support/python-bot.ts";
import {
  type Secrecy,
  startWebhookBot,
  startWebhookWorld,
  type WebhookBot,
  type WebhookWorld,
} from "../support/webhook-world.ts";

const options = { skip: withoutPython() };

/** The listings as servers. Each is started once, because Python takes seconds to load the SDK. */
const servers = new Map<string, WebhookBot>();

before(async () => {
  if (options.skip !== false) return;
  const listings = [
    ["second, encrypted", "second_listing.py", "/event", "encrypted"],
    ["second, plain", "second_listing.py", "/event", "plain"],
    ["third", "third_listing.py", "/card", "encrypted"],
  ] as const;
  const started = listings.map(async ([name, script, path, secrecy]) => {
    servers.set(name, await startWebhookBot(pythonBot(script), path, secrecy));
  });
  await Promise.all(started);
});

after(async () => {
  for (const server of servers.values()) await server[Symbol.asyncDispose]();
});

function secondListing(secrecy: Secrecy): Promise<WebhookWorld> {
  return startWebhookWorld(server(`second, ${secrecy}`));
}

function thirdListing(): Promise<WebhookWorld> {
  return startWebhookWorld(server("third"), ["card.action.trigger_v1"]);
}

function server(name: string): WebhookBot {
  const found = servers.get(name);
  assert.ok(found !== undefined, `${name} has not started`);
  return found;
}

async function answersAClick(secrecy: Secrecy): Promise<void> {
  await using world = await secondListing(secrecy);
  const card = world.chat.postCard(cardWithButtons("Approve"));
  const { code, reason, toast } = await card.click("Approve");
  assert.deepEqual([code, toast], [0, { type: "info", content: "卡片回传成功 from python sdk" }], reason);
  await world.bot.says(`"open_message_id": "${card.messageId}"`);
}

async function receivesAnApproval(secrecy: Secrecy): Promise<void> {
  await using world = await secondListing(secrecy);
  const event = { instance_code: "81D31358", out_reason: "发烧 🤒" };
  const delivery = await world.app.deliverEvent({ version: "p1", type: "out_approval", event });
  assert.deepEqual([delivery.acknowledged, delivery.httpStatus], [true, 200], delivery.reason);
  assert.equal(delivery.http?.responseBody, '{"msg":"success"}');
  await world.bot.says(delivery.eventId);
}

test("the guide's webhook listing answers a click, encrypted", options, () => answersAClick("encrypted"));
test("the guide's webhook listing answers a click, plain", options, () => answersAClick("plain"));
test("the guide's webhook listing receives out_approval, encrypted", options, () => receivesAnApproval("encrypted"));
test("the guide's webhook listing receives out_approval, plain", options, () => receivesAnApproval("plain"));

test("the guide's webhook listing answers a pasted link with its preview", options, async () => {
  await using world = await secondListing("encrypted");
  const { code, reason, inline } = await world.chat.paste("https://example.com/T-1");
  assert.deepEqual({ code, inline }, { code: 0, inline: { title: "链接预览测试" } }, reason);
});

test("the guide's webhook listing answers url_verification", options, async () => {
  await using world = await secondListing("encrypted");
  assert.deepEqual(await world.app.verifyRequestUrl(world.requestUrl), { ok: true });
});

test("the guide's webhook listing refuses what is signed with another key", options, async () => {
  await using world = await secondListing("encrypted");
  const { requestUrl } = world;
  const stranger = world.emulator.createApp({ encryptKey: "another key", callbacks: { requestUrl } });
  const chat = world.emulator.createUser({ name: "Bob" }).openChat(stranger);
  const { code, reason } = await chat.postCard(cardWithButtons("Approve")).click("Approve");
  assert.equal(code, 200671, reason);
});

test("the guide's legacy card listing answers with its new card", options, async () => {
  await using world = await thirdListing();
  const card = world.chat.postCard(legacyCardWithButton("Approve"));
  const { code, reason } = await card.click("Approve");
  assert.equal(code, 0, reason);
  assert.deepEqual(card.content, {
    header: { title: { tag: "plain_text", content: "更新卡片成功" }, template: "green" },
    elements: [{ tag: "div", text: { tag: "lark_md", content: "**Success!\n成功啦😄**" } }],
  });
  await world.bot.says(`"open_message_id": "${card.messageId}"`);
});

test("the guide's legacy card listing answers url_verification", options, async () => {
  await using world = await thirdListing();
  assert.deepEqual(await world.app.verifyRequestUrl(world.requestUrl), { ok: true });
});
