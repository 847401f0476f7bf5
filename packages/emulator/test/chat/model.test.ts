import assert from "node:assert/strict";
import { test } from "node:test";
import type { App } from "../../src/apps/app.ts";
import { createEntity } from "../../src/chat/cards/create-entity.ts";
import { patchMessage, removeMessage } from "../../src/chat/messages/change-message.ts";
import type { Conversation } from "../../src/chat/messages/conversation.ts";
import type { Message } from "../../src/chat/messages/message.ts";
import { postMessage } from "../../src/chat/messages/post-message.ts";
import { RECEIVE_ID_TYPES, resolveReceiver } from "../../src/chat/messages/receivers.ts";
import { button, cardV2 } from "../support/world.ts";
import { type Model, newModel } from "./support/model.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function post(model: Model, app: App, chat: Conversation, msgType: string, content: unknown, more = {}): Message {
  const author = { kind: "app", app } as const;
  const posted = postMessage(model.town, { author, chat, msgType, content: JSON.stringify(content), ...more });
  assert.ok(posted.ok, JSON.stringify(posted));
  return posted.value;
}

test("every kind of receive_id leads to the same chat", () => {
  const { town, views, newApp } = newModel();
  const app = newApp();
  const alice = views.createUser({ name: "Alice", email: "alice@example.com" });
  const { chatId } = alice.openChat(app);
  const ids = {
    open_id: alice.openId(app),
    user_id: alice.userId,
    union_id: alice.unionId,
    email: "alice@example.com",
    chat_id: chatId,
  };
  for (const idType of RECEIVE_ID_TYPES) {
    const resolved = resolveReceiver(town, app, idType, ids[idType]);
    assert.equal(resolved.ok && resolved.value.chatId, chatId, idType);
  }
});

test("what a receive_id cannot mean is said by its reason", () => {
  const { town, views, newApp } = newModel();
  const [app, other] = [newApp(), newApp()];
  const alice = views.createUser({ name: "Alice" });
  const elsewhere = views.createUser({ name: "Eve", tenant: views.createTenant("Elsewhere") });
  const group = views.createGroup({ name: "G", people: [alice] });
  const reason = (idType: (typeof RECEIVE_ID_TYPES)[number], id: string): string | undefined => {
    const resolved = resolveReceiver(town, app, idType, id);
    return resolved.ok ? undefined : resolved.reason;
  };
  assert.equal(reason("open_id", "ou_nobody"), "unknown_receiver");
  assert.equal(reason("open_id", alice.openId(other)), "open_id_of_another_app");
  assert.equal(reason("open_id", town.directory.botOpenId(app)), "receiver_is_a_bot");
  assert.equal(reason("user_id", elsewhere.userId), "receiver_in_another_tenant");
  assert.equal(reason("chat_id", "oc_none"), "unknown_receiver");
  assert.equal(reason("chat_id", group.chatId), "not_in_chat");
  group.dissolve();
  assert.equal(reason("chat_id", group.chatId), "chat_dissolved");
});

test("union ids are one per developer, open ids one per app", () => {
  const { town, views, newApp } = newModel();
  const foreign = newApp({ tenant: views.createTenant("Elsewhere") });
  const [app, sister] = [newApp(), newApp()];
  const alice = views.createUser({ name: "Alice" });
  assert.equal(alice.ids(app).union_id, alice.ids(sister).union_id);
  assert.notEqual(alice.ids(foreign).union_id, alice.ids(app).union_id);
  assert.equal(new Set([app, sister, foreign].map((each) => alice.openId(each))).size, 3);
  assert.equal(town.directory.byUnionId(alice.unionId), alice);
});

test("a uuid keeps a message from being sent twice, for an hour", () => {
  const model = newModel();
  const app = model.newApp();
  const chat = model.town.p2p(model.views.createUser({ name: "Alice" }), app);
  const send = (): Message => post(model, app, chat, "text", { text: "hi" }, { uuid: "u1" });
  const first = send();
  model.clock.skip(59 * MINUTE_MS);
  assert.equal(send(), first);
  model.clock.skip(MINUTE_MS);
  assert.notEqual(send(), first);
});

test("replies know their root, and topics their first message", () => {
  const model = newModel();
  const app = model.newApp();
  const chat = model.town.p2p(model.views.createUser({ name: "Alice" }), app);
  const root = post(model, app, chat, "text", { text: "1" });
  const reply = post(model, app, chat, "text", { text: "2" }, { replyTo: root });
  const deeper = post(model, app, chat, "text", { text: "3" }, { replyTo: reply, inThread: true });
  assert.deepEqual(
    [reply.facts.rootId, reply.facts.parentId, reply.threadId],
    [root.messageId, root.messageId, deeper.threadId],
  );
  assert.deepEqual([deeper.facts.rootId, deeper.facts.parentId], [root.messageId, reply.messageId]);
  assert.match(deeper.threadId ?? "", /^omt_/);
});

test("a bot's at-tags become placeholders", () => {
  const model = newModel();
  const app = model.newApp();
  const alice = model.views.createUser({ name: "Alice" });
  const chat = model.town.p2p(alice, app);
  const text = `<at user_id="${alice.openId(app)}">A</at> and <at user_id="all"></at>, <at user_id="ou_x">X</at>`;
  const message = post(model, app, chat, "text", { text });
  assert.equal(message.content, JSON.stringify({ text: '@_user_1 and @_all, <at user_id="ou_x">X</at>' }));
  assert.deepEqual(
    message.facts.mentions.map(({ key, name }) => [key, name]),
    [["@_user_1", "Alice"]],
  );
});

test("what cannot be posted is said by its reason", () => {
  const { town, views, newApp } = newModel();
  const app = newApp();
  const chat = town.p2p(views.createUser({ name: "Alice" }), app);
  const reason = (msgType: string, content: string, by = app): unknown => {
    const posted = postMessage(town, { author: { kind: "app", app: by }, chat, msgType, content });
    return posted.ok ? undefined : posted.reason === "bad_card" ? posted.card.code : posted.reason;
  };
  assert.equal(reason("text", '{"text":"x"}', newApp()), "not_in_chat");
  assert.equal(reason("text", "hello"), "bad_content");
  assert.equal(reason("text", '{"text":""}'), "bad_content");
  assert.equal(reason("video", "{}"), "unknown_msg_type");
  assert.equal(reason("text", JSON.stringify({ text: "x".repeat(160_000) })), "too_long");
  assert.equal(reason("interactive", JSON.stringify({ schema: "2.0", body: { elements: [] }, extra: 1 })), 200621);
  const long = { tag: "div", text: { tag: "plain_text", content: "x".repeat(31_000) } };
  assert.equal(reason("interactive", JSON.stringify(cardV2([long]))), "too_long");
  assert.equal(reason("interactive", '{"type":"template","data":{"template_id":"AAq1"}}'), 200380);
  assert.equal(reason("interactive", '{"type":"card","data":{"card_id":"1"}}'), 11310);
});

test("a patch takes shared cards of the same dialect, for 14 days", () => {
  const model = newModel();
  const app = model.newApp();
  const chat = model.town.p2p(model.views.createUser({ name: "Alice" }), app);
  const shared = { config: { update_multi: true }, elements: [] };
  const message = post(model, app, chat, "interactive", shared);
  const exclusive = post(model, app, chat, "interactive", { elements: [] });
  const text = post(model, app, chat, "text", { text: "x" });
  const reason = ({ messageId }: { messageId: string }, card: object, by = app): unknown => {
    const patched = patchMessage(model.town, { app: by, messageId, content: JSON.stringify(card) });
    return patched.ok ? undefined : patched.reason === "bad_card" ? patched.card.code : patched.reason;
  };
  assert.equal(reason(message, { ...shared, elements: [button("A")] }), undefined);
  assert.deepEqual(message.card?.content.elements, [button("A")]);
  assert.equal(message.updated, true);
  assert.equal(reason(message, { elements: [] }), "not_shared");
  assert.equal(reason(exclusive, shared), "not_shared");
  assert.equal(reason(message, cardV2([])), 200800);
  assert.equal(reason(text, shared), "no_card");
  assert.equal(reason(message, shared, model.newApp()), "not_own_message");
  assert.equal(reason({ messageId: "om_none" }, shared), "message_not_found");
  model.clock.skip(14 * DAY_MS);
  assert.equal(reason(message, shared), undefined);
  model.clock.skip(1);
  assert.equal(reason(message, shared), "too_old");
  assert.ok(removeMessage(model.town, { kind: "app", app }, message.messageId, "recalled").ok);
  assert.equal(reason(message, shared), "message_recalled");
});

test("an entity is sent once, by its own app, and stays the card of its message", () => {
  const model = newModel();
  const app = model.newApp();
  const chat = model.town.p2p(model.views.createUser({ name: "Alice" }), app);
  const created = createEntity(model.town, { app, card: cardV2([button("A")]) as Record<string, unknown> });
  assert.ok(created.ok);
  const { cardId, card } = created.value;
  const content = { type: "card", data: { card_id: cardId } };
  const message = post(model, app, chat, "interactive", content);
  assert.equal(message.card, card);
  assert.equal(created.value.messageId, message.messageId);
  const again = postMessage(model.town, {
    author: { kind: "app", app },
    chat,
    msgType: "interactive",
    content: JSON.stringify(content),
  });
  assert.equal(!again.ok && again.reason, "bad_card");
});

test("only so many messages and card versions are kept", () => {
  const model = newModel();
  const app = model.newApp();
  const chat = model.town.p2p(model.views.createUser({ name: "Alice" }), app);
  const first = post(model, app, chat, "interactive", cardV2([]), { uuid: "u" });
  for (let round = 0; round < 9; round++)
    assert.ok(patchMessage(model.town, { app, messageId: first.messageId, content: JSON.stringify(cardV2([])) }).ok);
  assert.deepEqual(
    first.card?.versions.map(({ number }) => number),
    [6, 7, 8, 9, 10],
  );
  for (let round = 0; round < 100; round++) post(model, app, chat, "text", { text: "x" });
  assert.equal(model.town.find(first.messageId), undefined);
  assert.equal(model.town.messages.inChat(chat).length, 100);
  assert.equal(model.town.messages.sentBefore(app, "u", model.town.now()), undefined);
});
