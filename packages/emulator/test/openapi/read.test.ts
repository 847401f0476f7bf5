import assert from "node:assert/strict";
import { test } from "node:test";
import { Rest } from "../support/rest.ts";
import { sharedCardV1, startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

interface Item {
  readonly message_id: string;
  readonly body: { readonly content: string };
}

test("a 1.0 card is read back as rows, a 2.0 card as a notice, unless it is asked for whole", async (t) => {
  const { rest, sent } = await startRestWorld(t);
  const read = async (messageId: string, query = ""): Promise<unknown> => {
    const { body } = await rest.get(`im/v1/messages/${messageId}${query}`);
    const [item] = body.data.items as Item[];
    return JSON.parse(item?.body.content ?? "");
  };
  const old = await sent("interactive", sharedCardV1("**text**"));
  assert.deepEqual(await read(old), {
    title: "Report",
    elements: [[{ tag: "text", text: "**text**" }], [{ tag: "button", text: "Approve", type: "default" }]],
  });
  const card = cardV2([button("Approve", { id: 1 })]);
  const modern = await sent("interactive", card);
  const notice = [[{ tag: "text", text: "请升级至最新版本客户端，以查看内容" }]];
  assert.deepEqual(await read(modern), { title: null, elements: notice });
  assert.deepEqual(await read(modern, "?card_msg_content_type=user_card_content"), card);
});

test("a person's message is read with the ids that are asked for", async (t) => {
  const { rest, app, alice, chat, emulator } = await startRestWorld(t);
  await chat.say("hello");
  const messageId = (JSON.parse(emulator.deliveries[0]?.requestJson ?? "") as { event: { message: Item } }).event
    .message.message_id;
  for (const [idType, id] of [
    ["open_id", alice.openId(app)],
    ["user_id", alice.userId],
    ["union_id", alice.unionId],
  ] as const) {
    const { body } = await rest.get(`im/v1/messages/${messageId}?user_id_type=${idType}`);
    const [item] = body.data.items as { sender: object }[];
    assert.deepEqual(item?.sender, { id, id_type: idType, sender_type: "user", tenant_key: app.tenantKey });
  }
});

test("a chat's messages come in pages, in both orders, and within times", async (t) => {
  const { rest, sent, clock, chat } = await startRestWorld(t);
  const ids: string[] = [];
  for (let at = 0; at < 5; at++) {
    ids.push(await sent("text", { text: String(at) }));
    clock.skip(1_000);
  }
  const list = async (more: string): Promise<{ ids: string[]; token: string | undefined; hasMore: boolean }> => {
    const { body } = await rest.get(`im/v1/messages?container_id_type=chat&container_id=${chat.chatId}${more}`);
    const items = body.data.items as Item[];
    return {
      ids: items.map(({ message_id: id }) => id),
      token: body.data.page_token as string | undefined,
      hasMore: body.data.has_more === true,
    };
  };
  const first = await list("&page_size=3");
  assert.deepEqual([first.ids, first.hasMore], [ids.slice(0, 3), true]);
  const second = await list(`&page_size=3&page_token=${first.token}`);
  assert.deepEqual([second.ids, second.hasMore, second.token], [ids.slice(3), false, undefined]);
  assert.deepEqual((await list("&sort_type=ByCreateTimeDesc")).ids, ids.toReversed());
  const startS = clock.now() / 1000 - 3;
  assert.deepEqual((await list(`&start_time=${startS}&end_time=${startS + 1}`)).ids, ids.slice(2, 4));
});

test("what cannot be listed is refused", async (t) => {
  const { rest, emulator, chat } = await startRestWorld(t);
  const list = (query: string): Promise<number> =>
    rest.get(`im/v1/messages?container_id=${chat.chatId}&${query}`).then(({ body }) => body.code);
  assert.equal(await list("container_id_type=room"), 230001);
  assert.equal(await list("container_id_type=thread"), 230001);
  assert.equal(await list("container_id_type=chat&page_size=51"), 230001);
  assert.equal(await list("container_id_type=chat&page_token=x"), 230001);
  assert.equal(await list("container_id_type=chat&start_time=yesterday"), 230001);
  assert.equal(await list(""), 99992402);
  const outsider = new Rest(emulator, emulator.createApp());
  const { body } = await outsider.get(`im/v1/messages?container_id_type=chat&container_id=${chat.chatId}`);
  assert.equal(body.code, 230002);
});

test("a topic's messages are listed by its id, and the chat has only the first", async (t) => {
  const { rest, sent, chat } = await startRestWorld(t);
  const root = await sent("text", { text: "topic" });
  const text = { msg_type: "text", content: '{"text":"in it"}', reply_in_thread: true };
  const { body: reply } = await rest.post(`im/v1/messages/${root}/reply`, text);
  const idsIn = async (type: string, id: unknown): Promise<string[]> => {
    const { body } = await rest.get(`im/v1/messages?container_id_type=${type}&container_id=${id}`);
    return (body.data.items as Item[]).map(({ message_id: messageId }) => messageId);
  };
  assert.deepEqual(await idsIn("chat", chat.chatId), [root]);
  assert.deepEqual(await idsIn("thread", reply.data.thread_id), [root, reply.data.message_id]);
});

test("reactions are added once, listed and removed by their own author", async (t) => {
  const { rest, sent, emulator, app, clock } = await startRestWorld(t);
  const messageId = await sent("text", { text: "x" });
  const path = `im/v1/messages/${messageId}/reactions`;
  const made = await rest.post(path, { reaction_type: { emoji_type: "THUMBSUP" } });
  const { reaction_id: reactionId, ...rest1 } = made.body.data;
  assert.deepEqual(rest1, {
    operator: { operator_id: app.appId, operator_type: "app" },
    action_time: String(clock.now()),
    reaction_type: { emoji_type: "THUMBSUP" },
  });
  const again = await rest.post(path, { reaction_type: { emoji_type: "THUMBSUP" } });
  assert.equal(again.body.data.reaction_id, reactionId);
  await rest.post(path, { reaction_type: { emoji_type: "OnIt" } });
  const { body } = await rest.get(`${path}?reaction_type=OnIt`);
  assert.equal((body.data.items as object[]).length, 1);
  const other = new Rest(emulator, emulator.createApp());
  assert.equal((await other.call("DELETE", `${path}/${reactionId}`)).body.code, 231007);
  assert.equal((await other.post(path, { reaction_type: { emoji_type: "OK" } })).body.code, 231002);
  assert.equal((await rest.call("DELETE", `${path}/${reactionId}`)).body.code, 0);
  assert.equal((await rest.call("DELETE", `${path}/${reactionId}`)).body.code, 231011);
});

test("an emoji that is not in the list, and one that is no object, are refused", async (t) => {
  const { rest, sent } = await startRestWorld(t);
  const path = `im/v1/messages/${await sent("text", { text: "x" })}/reactions`;
  const unknown = await rest.post(path, { reaction_type: { emoji_type: "DONE_TICK" } });
  assert.deepEqual([unknown.body.code, unknown.body.msg], [231001, "reaction type is invalid."]);
  const flat = await rest.post(path, { reaction_type: "OK" });
  assert.equal(flat.body.code, 9499);
  assert.match(flat.body.msg, /^Invalid parameter type in json: reaction_type\. Invalid parameter value: "OK"\./);
});

test("a bot reads its own name, its groups and who is in them", async (t) => {
  const { rest, app, group, alice, bob, emulator } = await startRestWorld(t);
  const { body: info } = await rest.get("bot/v3/info");
  const bot = info.bot as { activate_status: number; app_name: string; open_id: string };
  assert.deepEqual([info.code, bot.activate_status, bot.app_name, info.data], [0, 2, app.name, undefined]);
  assert.match(bot.open_id, /^ou_/);
  const { body: chats } = await rest.get("im/v1/chats");
  assert.deepEqual(
    (chats.data.items as { chat_id: string }[]).map(({ chat_id: id }) => id),
    [group.chatId],
  );
  const { body: chat } = await rest.get(`im/v1/chats/${group.chatId}`);
  const { name, chat_mode: mode, user_count: users, bot_count: bots } = chat.data;
  assert.deepEqual({ name, mode, users, bots }, { name: "Team", mode: "group", users: "2", bots: "1" });
  const { body: members } = await rest.get(`im/v1/chats/${group.chatId}/members?member_id_type=user_id`);
  assert.deepEqual(
    (members.data.items as { member_id: string }[]).map(({ member_id: id }) => id),
    [alice.userId, bob.userId],
  );
  assert.equal(members.data.member_total, 2);
  const outsider = new Rest(emulator, emulator.createApp());
  assert.equal((await outsider.get(`im/v1/chats/${group.chatId}/members`)).body.code, 232011);
  assert.equal((await outsider.get("im/v1/chats/oc_unknown")).body.code, 232006);
});
