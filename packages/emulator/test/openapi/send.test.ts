import assert from "node:assert/strict";
import { test } from "node:test";
import { Rest } from "../support/rest.ts";
import { sharedCardV1, startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

test("a text is sent to a person by every kind of id, and the answer describes it", async (t) => {
  const { rest, app, clock, chat, alice } = await startRestWorld(t);
  const ids = { open_id: alice.openId(app), union_id: alice.unionId, user_id: alice.userId, chat_id: chat.chatId };
  for (const [type, id] of Object.entries(ids)) {
    const body = { receive_id: id, msg_type: "text", content: '{"text":"hello"}' };
    const answer = await rest.post(`im/v1/messages?receive_id_type=${type}`, body);
    const { message_id: messageId, ...data } = answer.body.data;
    assert.match(String(messageId), /^om_/);
    assert.deepEqual([answer.status, answer.body.code, answer.body.msg], [200, 0, "success"]);
    assert.deepEqual(data, {
      msg_type: "text",
      create_time: String(clock.now()),
      update_time: String(clock.now()),
      deleted: false,
      updated: false,
      chat_id: chat.chatId,
      sender: { id: app.appId, id_type: "app_id", sender_type: "app", tenant_key: app.tenantKey },
      body: { content: '{"text":"hello"}' },
    });
  }
});

test("a text is sent by email, and names a person", async (t) => {
  const { rest, app, bob } = await startRestWorld(t);
  const text = `<at user_id="${bob.openId(app)}">Bob</at> hi`;
  const content = JSON.stringify({ text });
  const body = { receive_id: "bob@example.com", msg_type: "text", content };
  const { body: answer } = await rest.post("im/v1/messages?receive_id_type=email", body);
  assert.deepEqual(answer.data.body, { content: '{"text":"@_user_1 hi"}' });
  assert.deepEqual(answer.data.mentions, [
    { key: "@_user_1", id: bob.openId(app), id_type: "open_id", name: "Bob", tenant_key: app.tenantKey },
  ]);
});

test("the same uuid sends once within an hour", async (t) => {
  const { sent, clock } = await startRestWorld(t);
  const first = await sent("text", { text: "once" }, { uuid: "u-1" });
  clock.skip(59 * 60_000);
  assert.equal(await sent("text", { text: "twice" }, { uuid: "u-1" }), first);
  clock.skip(60_000);
  assert.notEqual(await sent("text", { text: "later" }, { uuid: "u-1" }), first);
});

test("a card that was sent can be clicked", async (t) => {
  const { emulator, sent, alice, app } = await startRestWorld(t);
  const messageId = await sent("interactive", cardV2([button("Approve", { id: 7 })]));
  const { Peer } = await import("../support/peer.ts");
  const peer = await Peer.connect(emulator, app);
  const card = (await fetch(`${emulator.admin}/cards/${messageId}`).then((response) => response.json())) as {
    data: { content: unknown };
  };
  assert.deepEqual(card.data.content, cardV2([button("Approve", { id: 7 })]));
  const clicked = fetch(`${emulator.admin}/cards/${messageId}/click`, { method: "POST", body: '{"target":"Approve"}' });
  const push = await peer.push();
  assert.equal((push.body.event.operator as { open_id: string }).open_id, alice.openId(app));
  peer.answer(push);
  assert.equal((await clicked).status, 200);
});

const REFUSED: readonly (readonly [string, string, object, number, RegExp])[] = [
  ["no receive_id_type", "", {}, 99992402, /^field validation failed$/],
  ["an unknown receive_id_type", "?receive_id_type=name", {}, 99992402, /^field validation failed$/],
  ["no msg_type", "?receive_id_type=open_id", { msg_type: undefined }, 99992402, /^field validation failed$/],
  ["content as an object", "?receive_id_type=open_id", { content: { text: "x" } }, 9499, /json: content\./],
  [
    "an unknown open_id",
    "?receive_id_type=open_id",
    { receive_id: "ou_1" },
    99992351,
    /these open ids not existed: \[ou_1\]/,
  ],
  ["no open_id at all", "?receive_id_type=open_id", { receive_id: "x" }, 230001, /ext=invalid receive_id/],
  ["an unknown user_id", "?receive_id_type=user_id", { receive_id: "u1" }, 99992359, /user ids not existed/],
  ["an unknown union_id", "?receive_id_type=union_id", { receive_id: "on_1" }, 99992363, /ids not existed/],
  ["an unknown chat", "?receive_id_type=chat_id", { receive_id: "oc_1" }, 230002, /can NOT be out of the chat/],
  ["an unknown msg_type", "?receive_id_type=open_id", { msg_type: "smell" }, 230001, /ext=invalid msg_type/],
  ["content that is no JSON", "?receive_id_type=open_id", { content: "hello" }, 230001, /ext=invalid message content/],
  ["a text without text", "?receive_id_type=open_id", { content: "{}" }, 230001, /ext=invalid message content/],
  ["a uuid of 51 characters", "?receive_id_type=open_id", { uuid: "x".repeat(51) }, 99992402, /field validation/],
  [
    "a picture that was not uploaded",
    "?receive_id_type=open_id",
    { msg_type: "image", content: '{"image_key":"img_1"}' },
    230001,
    /ext=invalid image_key/,
  ],
  [
    "a text of more than 150 KB",
    "?receive_id_type=open_id",
    { content: JSON.stringify({ text: "x".repeat(150 * 1024) }) },
    230025,
    /reaches its limit/,
  ],
  [
    "a template that is not published",
    "?receive_id_type=open_id",
    { msg_type: "interactive", content: '{"type":"template","data":{"template_id":"AAq1"}}' },
    230099,
    /ErrCode: 200380; ErrMsg: template does not exist, .*; ErrorValue: templateID: AAq1; $/,
  ],
  [
    "a card entity that does not exist",
    "?receive_id_type=open_id",
    { msg_type: "interactive", content: '{"type":"card","data":{"card_id":"7"}}' },
    230099,
    /ErrCode: 11310; ErrMsg: cardid is invalid; ErrorValue: 7; $/,
  ],
];

for (const [name, query, change, code, msg] of REFUSED) {
  test(`${name}: ${code}`, async (t) => {
    const { rest, app, alice } = await startRestWorld(t);
    const good = { receive_id: alice.openId(app), msg_type: "text", content: '{"text":"x"}' };
    const { status, body } = await rest.post(`im/v1/messages${query}`, { ...good, ...change });
    assert.deepEqual([status, body.code], [400, code], body.msg);
    assert.match(body.msg, msg);
  });
}

test("the field that is wrong is named", async (t) => {
  const { rest } = await startRestWorld(t);
  const { body } = await rest.post("im/v1/messages?receive_id_type=name", { msg_type: "text", content: "" });
  assert.deepEqual(body.error.field_violations, [
    {
      field: "receive_id_type",
      value: "name",
      description: "options: [open_id,user_id,union_id,email,chat_id]",
    },
  ]);
});

test("an open_id of another app, and a group without the bot", async (t) => {
  const { emulator, app, alice, bob } = await startRestWorld(t);
  const other = emulator.createApp();
  const rest = new Rest(emulator, other);
  const text = { msg_type: "text", content: '{"text":"x"}' };
  const wrongApp = await rest.post("im/v1/messages?receive_id_type=open_id", {
    receive_id: alice.openId(app),
    ...text,
  });
  assert.deepEqual([wrongApp.body.code, wrongApp.body.msg], [99992361, "open_id cross app"]);
  const group = emulator.createGroup({ name: "Without", people: [alice, bob] });
  const outside = await rest.post("im/v1/messages?receive_id_type=chat_id", { receive_id: group.chatId, ...text });
  assert.equal(outside.body.code, 230002);
  group.dissolve();
  const gone = await rest.post("im/v1/messages?receive_id_type=chat_id", { receive_id: group.chatId, ...text });
  assert.equal(gone.body.code, 232009);
});

test("the sixth message of a second to one chat is refused with 230020", async (t) => {
  const { send, clock } = await startRestWorld(t);
  for (let message = 1; message <= 5; message++) assert.equal((await send("text", { text: "x" })).body.code, 0);
  const { status, body } = await send("text", { text: "x" });
  assert.deepEqual([status, body.code, body.msg], [400, 230020, "This operation triggers the frequency limit."]);
  clock.skip(1_000);
  assert.equal((await send("text", { text: "x" })).body.code, 0);
});

test("a reply names what it answers, and opens a topic when it is asked to", async (t) => {
  const { rest, sent } = await startRestWorld(t);
  const root = await sent("text", { text: "question" });
  const reply = { msg_type: "interactive", content: JSON.stringify(sharedCardV1("answer")) };
  const { body: first } = await rest.post(`im/v1/messages/${root}/reply`, reply);
  assert.deepEqual([first.data.root_id, first.data.parent_id, first.data.thread_id], [root, root, undefined]);
  const { body: second } = await rest.post(`im/v1/messages/${first.data.message_id}/reply`, {
    msg_type: "text",
    content: '{"text":"more"}',
    reply_in_thread: true,
  });
  assert.deepEqual([second.data.root_id, second.data.parent_id], [root, first.data.message_id]);
  assert.match(String(second.data.thread_id), /^omt_/);
});

test("a reply to what is unknown, recalled or deleted is refused", async (t) => {
  const { rest, sent } = await startRestWorld(t);
  const text = { msg_type: "text", content: '{"text":"x"}' };
  const unknown = await rest.post("im/v1/messages/om_unknown/reply", text);
  assert.deepEqual([unknown.status, unknown.body.code], [400, 99992354]);
  const recalled = await sent("text", { text: "x" });
  await rest.call("DELETE", `im/v1/messages/${recalled}`);
  assert.equal((await rest.post(`im/v1/messages/${recalled}/reply`, text)).body.code, 230011);
});
