import assert from "node:assert/strict";
import { test } from "node:test";
import * as lark from "@larksuiteoapi/node-sdk";
import { cardWithButtons } from "../../test/support/cards.ts";
import { until } from "../../test/support/until.ts";
import { startWorld, type World } from "../../test/support/world.ts";
import { nodeBot } from "../support/node-bot.ts";
import { OfficialBot, untilAnswered } from "../support/official-bot.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

/** The official client as its README shows it, but for the platform's address. */
function officialClient({ emulator, app }: World): lark.Client {
  const { appId, appSecret } = app;
  return new lark.Client({ appId, appSecret, domain: emulator.url, loggerLevel: lark.LoggerLevel.fatal });
}

function sendCard(client: lark.Client, { chat }: World, content: object): Promise<{ data?: { message_id?: string } }> {
  return client.im.v1.message.create({
    params: { receive_id_type: "chat_id" },
    data: { receive_id: chat.chatId, msg_type: "interactive", content: JSON.stringify(content) },
  });
}

/** What the client rejects with. */
interface Refused {
  readonly response: {
    readonly status: number;
    readonly data: { readonly code: number; readonly msg: string; readonly error: { readonly log_id: string } };
  };
}

async function shown({ emulator }: World, messageId: string): Promise<unknown> {
  const response = await fetch(`${emulator.admin}/cards/${messageId}`);
  return ((await response.json()) as { data: { content: unknown } }).data.content;
}

test("sends a card, replies to it, patches it, reacts to it and recalls it", async () => {
  await using world = await startWorld();
  const client = officialClient(world);
  const messageId = (await sendCard(client, world, cardWithButtons("Approve"))).data?.message_id ?? "";
  assert.deepEqual(await shown(world, messageId), cardWithButtons("Approve"));
  const reply = await client.im.v1.message.reply({
    path: { message_id: messageId },
    data: { msg_type: "text", content: JSON.stringify({ text: "seen" }), reply_in_thread: true },
  });
  assert.deepEqual([reply.code, reply.data?.parent_id], [0, messageId]);
  const content = JSON.stringify(cardWithButtons("Done"));
  const patched = await client.im.v1.message.patch({ path: { message_id: messageId }, data: { content } });
  assert.equal(patched.code, 0);
  assert.deepEqual(await shown(world, messageId), cardWithButtons("Done"));
  const reaction = await client.im.v1.messageReaction.create({
    path: { message_id: messageId },
    data: { reaction_type: { emoji_type: "DONE" } },
  });
  assert.match(reaction.data?.reaction_id ?? "", /./);
  assert.equal((await client.im.v1.message.delete({ path: { message_id: messageId } })).code, 0);
  const read = await client.im.v1.message.get({ path: { message_id: messageId } });
  assert.equal(read.data?.items?.[0]?.deleted, true);
});

test("makes a card entity, sends it and streams text into it", async () => {
  await using world = await startWorld();
  const client = officialClient(world);
  const answer = { tag: "markdown", element_id: "answer", content: "" };
  const card = { schema: "2.0", config: { streaming_mode: true }, body: { elements: [answer] } };
  const entity = await client.cardkit.v1.card.create({ data: { type: "card_json", data: JSON.stringify(card) } });
  const cardId = entity.data?.card_id ?? "";
  const sent = await sendCard(client, world, { type: "card", data: { card_id: cardId } });
  for (const [at, content] of ["Hel", "Hello, wor", "Hello, world"].entries()) {
    const path = { card_id: cardId, element_id: "answer" };
    const streamed = await client.cardkit.v1.cardElement.content({ path, data: { content, sequence: at + 1 } });
    assert.equal(streamed.code, 0);
  }
  const settings = JSON.stringify({ config: { streaming_mode: false } });
  await client.cardkit.v1.card.settings({ path: { card_id: cardId }, data: { settings, sequence: 4 } });
  assert.deepEqual(await shown(world, sent.data?.message_id ?? ""), {
    schema: "2.0",
    config: { streaming_mode: false },
    body: { elements: [{ ...answer, content: "Hello, world" }] },
  });
});

test("changes a card after it was clicked, by the token of the click", async () => {
  await using world = await startWorld();
  await using bot = await OfficialBot.connect(nodeBot("update-later.mjs"), world.emulator, world.app);
  const card = world.postCard();
  await untilAnswered(() => card.click("Approve"));
  await bot.received();
  const updated = [{ tag: "markdown", content: "updated later" }];
  await until(() => JSON.stringify(card.content).includes("updated later"));
  assert.deepEqual(card.content, { schema: "2.0", body: { elements: updated } });
});

test("uploads a picture, sends it and downloads what the platform has", async () => {
  await using world = await startWorld();
  const client = officialClient(world);
  const uploaded = await client.im.v1.image.create({ data: { image_type: "message", image: PNG } });
  const imageKey = uploaded?.image_key ?? "";
  assert.match(imageKey, /^img_/);
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: {
      receive_id: world.chat.user.openId(world.app),
      msg_type: "image",
      content: JSON.stringify({ image_key: imageKey }),
    },
  });
  assert.equal(sent.code, 0);
  const picture = await client.im.v1.image.get({ path: { image_key: imageKey } });
  const chunks = await picture.getReadableStream().toArray();
  assert.deepEqual(Buffer.concat(chunks).subarray(0, 8), PNG.subarray(0, 8));
});

test("a refusal arrives with the platform's code, text and log id", async () => {
  await using world = await startWorld();
  const path = { message_id: "om_unknown" };
  const patching = officialClient(world).im.v1.message.patch({ path, data: { content: "{}" } });
  await assert.rejects(patching, ({ response }: Refused) => {
    const { status, data } = response;
    assert.deepEqual([status, data.code, data.msg], [400, 99992354, "these ids not existed"]);
    assert.match(data.error.log_id, /^\d{14}[0-9A-F]{20}$/);
    return true;
  });
});
