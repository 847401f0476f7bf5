import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { App, AppOptions, Delivery, Emulator, Group, GroupChat, User } from "../../src/index.ts";
import { Peer, type Push } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

interface Stage {
  readonly emulator: Emulator;
  readonly app: App;
  readonly peer: Peer;
  readonly alice: User;
  readonly bob: User;
  readonly group: Group;
  readonly chat: GroupChat;
}

async function startStage(t: TestContext, options: AppOptions = {}): Promise<Stage> {
  const { emulator, alice } = await startWorld(t);
  const app = emulator.createApp({ name: "Approvals", ...options });
  const bob = emulator.createUser({ name: "Bob" });
  const group = emulator.createGroup({ name: "Ops", people: [alice, bob], bots: [app] });
  return { emulator, app, alice, bob, group, chat: alice.openGroup(group), peer: await Peer.connect(emulator, app) };
}

/** The event of what is sent, acknowledged. */
async function received(peer: Peer, sent: Promise<Delivery[]>): Promise<Push["body"]> {
  const push = await peer.push();
  peer.answer(push);
  const [delivery] = await sent;
  assert.equal(delivery?.acknowledged, true);
  return push.body;
}

test("in a group a bot hears what mentions it, with placeholders for names", async (t) => {
  const { app, alice, bob, chat, peer, emulator } = await startStage(t);
  const { event } = await received(peer, chat.say("@Approvals please, @Bob is out. @all"));
  const message = event.message as Record<string, unknown>;
  assert.deepEqual([message.chat_type, message.chat_id], ["group", chat.chatId]);
  assert.equal(message.content, JSON.stringify({ text: "@_user_1 please, @_user_2 is out. @_all" }));
  const mentions = message.mentions as Record<string, unknown>[];
  const ids = mentions.map(({ id }) => id as Record<string, string>);
  assert.deepEqual(
    mentions.map(({ key, name, mentioned_type, tenant_key }) => [key, name, mentioned_type, tenant_key]),
    [
      ["@_user_1", "Approvals", "bot", app.tenantKey],
      ["@_user_2", "Bob", "user", app.tenantKey],
    ],
  );
  assert.match(ids[0]?.open_id ?? "", /^ou_/);
  assert.equal(ids[1]?.open_id, bob.openId(app));
  assert.equal((event.sender as { sender_id: { open_id: string } }).sender_id.open_id, alice.openId(app));
  assert.deepEqual([await chat.say("nobody is meant"), await chat.say("only @Bob is")], [[], []]);
  assert.equal(emulator.deliveries.length, 1);
});

test("of several bots the one that is mentioned hears it, and of two names the longer one is meant", async (t) => {
  const { emulator, alice, peer, group, chat } = await startStage(t);
  group.addPerson(emulator.createUser({ name: "Bobby" }));
  const reports = emulator.createApp({ name: "Approvals of reports" });
  const other = emulator.createGroup({ name: "Both", people: group.people, bots: [...group.bots, reports] });
  const said = alice.openGroup(other).say("@Approvals, ask @Bobby");
  const { event } = await received(peer, said);
  const { mentions } = event.message as { mentions: { name: string }[] };
  assert.deepEqual(
    mentions.map(({ name }) => name),
    ["Approvals", "Bobby"],
  );
  assert.deepEqual(
    emulator.deliveries.map(({ appId }) => appId),
    [group.bots[0]?.appId],
  );
  assert.equal(chat.messages.length, 0);
});

test("with im:message.group_msg a bot hears everything in its groups", async (t) => {
  const { chat, peer } = await startStage(t, { scopes: ["im:message.group_msg"] });
  const { event } = await received(peer, chat.say("nobody is meant"));
  assert.equal((event.message as { mentions?: unknown }).mentions, undefined);
});

test("a bot that may not hear mentions gets nothing, and the developer is told why", async (t) => {
  const scopes = ["im:message.p2p_msg:readonly"];
  const { chat } = await startStage(t, { blank: true, bot: true, scopes, events: { subscribed: "all" } });
  const [delivery] = await chat.say("@Approvals hello");
  assert.equal(delivery?.acknowledged, false);
});

test("replies and topics say what they belong to", async (t) => {
  const { chat, peer } = await startStage(t);
  await chat.say("first");
  const first = chat.messages[0] ?? assert.fail();
  const { event } = await received(peer, first.reply("@Approvals second", { inThread: true }));
  const message = event.message as Record<string, string>;
  assert.deepEqual([message.parent_id, message.root_id], [first.messageId, first.messageId]);
  assert.deepEqual([message.thread_id, first.threadId], [chat.messages[1]?.threadId, message.thread_id]);
  assert.equal(chat.messages[1]?.replyTo?.text, "first");
  assert.equal(chat.messages[1]?.text, "@Approvals second");
});

test("reactions and recalling are told to the bots of the chat", async (t) => {
  const { app, alice, chat, peer, emulator } = await startStage(t);
  await chat.say("hello");
  const message = chat.messages[0] ?? assert.fail();
  const created = await received(peer, message.react("THUMBSUP"));
  assert.equal(created.header.event_type, "im.message.reaction.created_v1");
  assert.deepEqual(created.event, {
    message_id: message.messageId,
    reaction_type: { emoji_type: "THUMBSUP" },
    operator_type: "user",
    user_id: { open_id: alice.openId(app), union_id: alice.unionId },
    action_time: String(emulator.clock.now()),
  });
  assert.deepEqual(message.reactions, [{ emoji: "THUMBSUP", by: "Alice" }]);
  const deleted = await received(peer, message.unreact("THUMBSUP"));
  assert.equal(deleted.header.event_type, "im.message.reaction.deleted_v1");
  await assert.rejects(message.unreact("THUMBSUP"), { code: "bad_argument" });
  const recalled = await received(peer, message.recall());
  assert.equal(recalled.header.event_type, "im.message.recalled_v1");
  assert.deepEqual([recalled.event.message_id, recalled.event.recall_type], [message.messageId, "message_owner"]);
  assert.deepEqual([message.isGone, message.text], [true, ""]);
  await assert.rejects(message.react("OK"), { code: "bad_argument" });
});

test("nobody recalls what somebody else wrote", async (t) => {
  const { bob, group, chat } = await startStage(t);
  await chat.say("mine");
  const seenByBob = bob.openGroup(group).messages[0] ?? assert.fail();
  assert.deepEqual([seenByBob.sender, seenByBob.text], ["Alice", "mine"]);
  await assert.rejects(seenByBob.recall(), { code: "bad_argument", message: /somebody else's/ });
});

test("a bot that is added to a group, or removed, is told", async (t) => {
  const { emulator, alice, group } = await startStage(t);
  const other = emulator.createApp({ name: "Reports" });
  const peer = await Peer.connect(emulator, other);
  const added = group.addBot(other, alice);
  const push = await peer.push();
  assert.equal(push.body.header.event_type, "im.chat.member.bot.added_v1");
  assert.deepEqual(push.body.event, {
    chat_id: group.chatId,
    operator_id: { open_id: alice.openId(other), union_id: alice.unionId },
    external: false,
    operator_tenant_key: other.tenantKey,
    name: "Ops",
    i18n_names: {},
  });
  peer.answer(push);
  await added;
  assert.deepEqual(group.bots.length, 2);
  const removed = group.removeBot(other, alice);
  const last = await peer.push();
  assert.equal(last.body.header.event_type, "im.chat.member.bot.deleted_v1");
  peer.answer(last);
  await removed;
  assert.equal(group.bots.length, 1);
});

test("a group has members, and an end", async (t) => {
  const { emulator, bob, group, chat } = await startStage(t);
  const carol = emulator.createUser({ name: "Carol" });
  assert.throws(() => carol.openGroup(group), { code: "bad_argument" });
  group.addPerson(carol);
  assert.deepEqual(carol.openGroup(group).people, group.people);
  group.removePerson(bob);
  assert.throws(() => bob.openGroup(group), { code: "bad_argument" });
  group.dissolve();
  await assert.rejects(chat.say("hello?"), { code: "bad_argument", message: /was dissolved/ });
  assert.throws(() => emulator.createGroup({ name: "", people: [carol] }), { code: "bad_argument" });
  assert.throws(() => emulator.createGroup({ name: "x", people: [] }), { code: "bad_argument" });
});

test("people of another company have another tenant_key and another union_id", async (t) => {
  const { emulator, app, peer } = await startStage(t);
  const eve = emulator.createUser({ name: "Eve", tenant: emulator.createTenant("Elsewhere") });
  const chat = eve.openGroup(emulator.createGroup({ name: "Both", people: [eve], bots: [app] }));
  const { event } = await received(peer, chat.say("@Approvals hi"));
  const sender = event.sender as { tenant_key: string; sender_id: Record<string, string> };
  assert.equal(sender.tenant_key, eve.tenant.tenantKey);
  assert.notEqual(sender.tenant_key, app.tenantKey);
  assert.notEqual(sender.sender_id.union_id, eve.unionId);
});

test("opening the chat and choosing from the menu are events", async (t) => {
  const { emulator, app, alice, peer } = await startStage(t);
  const chat = alice.openChat(app);
  const entered = chat.enter();
  const first = await peer.push();
  assert.deepEqual(first.body.event, {
    chat_id: chat.chatId,
    operator_id: { open_id: alice.openId(app), union_id: alice.unionId },
  });
  peer.answer(first);
  await entered;
  const card = chat.postCard({ elements: [] });
  const again = chat.enter();
  const second = await peer.push();
  assert.deepEqual(
    [second.body.event.last_message_id, second.body.event.last_message_create_time],
    [card.messageId, String(emulator.clock.now())],
  );
  peer.answer(second);
  await again;
  const chosen = chat.menu("help");
  const third = await peer.push();
  assert.equal(third.body.header.event_type, "application.bot.menu_v6");
  assert.deepEqual(third.body.event, {
    operator: { operator_id: { open_id: alice.openId(app), union_id: alice.unionId } },
    event_key: "help",
    timestamp: Math.floor(emulator.clock.now() / 1000),
  });
  peer.answer(third);
  assert.equal((await chosen).acknowledged, true);
  await assert.rejects(chat.menu("x".repeat(31)), { code: "bad_argument" });
});
