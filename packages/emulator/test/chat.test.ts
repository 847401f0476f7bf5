import assert from "node:assert/strict";
import { test } from "node:test";
import type { Delivery } from "../src/index.ts";
import { Peer, type Push } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

test("a pasted link asks for a preview as the platform does", async (t) => {
  const { emulator, app, alice, chat, clock } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const pasted = chat.paste("https://example.com/T-1?q=测试");
  const push = await peer.push();
  const { header, event } = push.body;
  assert.equal(header.event_type, "url.preview.get");
  assert.equal(header.token, app.verificationToken);
  assert.equal(header.create_time, `${clock.now()}000`);
  const context = event.context as Record<string, string>;
  assert.deepEqual(Object.keys(event), ["operator", "host", "context"]);
  assert.deepEqual(Object.keys(context), ["url", "preview_token", "open_message_id", "open_chat_id"]);
  assert.deepEqual(event.operator, { tenant_key: app.tenantKey, open_id: alice.openId(app) });
  assert.equal(context.url, "https://example.com/T-1?q=测试");
  assert.equal(context.open_chat_id, chat.chatId);
  assert.match(context.open_message_id ?? "", /^om_/);
  const card = { type: "raw", data: { schema: "2.0", body: { elements: [] } } };
  peer.answer(push, { inline: { title: "链接预览测试" }, card });
  const preview = await pasted;
  assert.deepEqual([preview.inline, preview.card], [{ title: "链接预览测试" }, card]);
});

test("what is no http link cannot be pasted", async (t) => {
  const { chat } = await startWorld(t);
  for (const url of ["example.com", "ftp://example.com", "http://", "javascript:alert(1)"]) {
    await assert.rejects(chat.paste(url), { code: "bad_argument" }, url);
  }
});

test("a message to the bot arrives as the platform sends it", async (t) => {
  const { emulator, app, alice, chat, clock } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const said = chat.say("hello 你好");
  const push = await peer.push();
  const { header, event } = push.body;
  assert.deepEqual([header.event_type, header.token], ["im.message.receive_v1", ""]);
  assert.equal(header.create_time, String(clock.now()));
  const message = event.message as Record<string, string>;
  assert.deepEqual(
    { ...message, message_id: "" },
    {
      chat_id: chat.chatId,
      chat_type: "p2p",
      content: '{"text":"hello 你好"}',
      create_time: String(clock.now()),
      message_id: "",
      message_type: "text",
      update_time: String(clock.now()),
    },
  );
  assert.deepEqual(event.sender, {
    sender_id: { open_id: alice.openId(app), union_id: alice.unionId },
    sender_type: "user",
    tenant_key: app.tenantKey,
  });
  peer.answer(push);
  assert.equal((await said).acknowledged, true);
});

test("any event can be sent, in either schema", async (t) => {
  const { emulator, app, clock } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const send = async (sent: Promise<Delivery>): Promise<Push> => {
    const push = await peer.push();
    peer.answer(push);
    await sent;
    return push;
  };
  const p1 = await send(app.deliverEvent({ version: "p1", type: "out_approval", event: { instance_code: "i" } }));
  assert.deepEqual(Object.keys(p1.body), ["ts", "uuid", "token", "type", "event"]);
  assert.deepEqual(p1.body.event, {
    app_id: app.appId,
    tenant_key: app.tenantKey,
    instance_code: "i",
    type: "out_approval",
  });
  assert.equal((p1.body as unknown as { ts: string }).ts, (clock.now() / 1000).toFixed(6));
  const p2 = await send(app.deliverEvent({ type: "some.event_v1", event: { a: [1] } }));
  assert.deepEqual([p2.body.schema, p2.body.header.event_type, p2.body.event], ["2.0", "some.event_v1", { a: [1] }]);
});

test("any callback can be sent, and an unknown one is judged by what all have in common", async (t) => {
  const { emulator, app } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  for (const [answer, code] of [
    [{ profile: 1 }, 0],
    ["text", 200672],
  ] as const) {
    const sent = app.deliverCallback({ type: "some.callback.get", event: { a: 1 } });
    const push = await peer.push();
    assert.equal(push.body.header.token, app.verificationToken);
    peer.answer(push, answer);
    const result = await sent;
    assert.equal(result.code, code);
    assert.deepEqual(result.answer, code === 0 ? answer : undefined);
  }
});

test("arguments that make no sense are refused by name", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const bad = { code: "bad_argument" };
  assert.throws(() => emulator.createUser({ name: " " }), bad);
  assert.throws(() => emulator.createApp({ appId: "cli_short" }), bad);
  assert.throws(() => emulator.createApp({ appId: app.appId }), { code: "app_exists" });
  assert.throws(() => chat.postCard(JSON.parse("[]")), bad);
  assert.throws(() => chat.postCard(JSON.parse('"text"')), bad);
  await assert.rejects(chat.say(""), bad);
  await assert.rejects(app.deliverEvent({ type: "", event: {} }), bad);
  await assert.rejects(app.deliverEvent({ type: "x", event: [] }), bad);
});

test("a person has one chat with each bot, and another open_id in each app", async (t) => {
  const { emulator, app, alice, chat } = await startWorld(t);
  const other = emulator.createApp();
  assert.equal(alice.openChat(app), chat);
  assert.notEqual(alice.openChat(other).chatId, chat.chatId);
  assert.notEqual(alice.openId(other), alice.openId(app));
  assert.equal(alice.openId(other), alice.openId(other));
});
