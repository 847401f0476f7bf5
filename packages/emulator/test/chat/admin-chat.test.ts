import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Emulator } from "../../src/index.ts";
import { knock } from "../support/door.ts";
import { Peer } from "../support/peer.ts";
import { button, startWorld, type World } from "../support/world.ts";

type Data = Record<string, unknown>;

interface Stage extends World {
  readonly peer: Peer;
  /** Posts to the door. */
  post(path: string, body?: object): Promise<Data>;
  /** Posts to the door, and answers what the app is asked meanwhile. */
  answered(path: string, body: object, answer?: object): Promise<{ data: Data; event: Data; type: string }>;
}

async function startStage(t: TestContext): Promise<Stage> {
  const world = await startWorld(t);
  const peer = await Peer.connect(world.emulator, world.app);
  const post: Stage["post"] = (path, body = {}) => good(world.emulator, "POST", path, body);
  const answered: Stage["answered"] = async (path, body, answer) => {
    const posted = post(path, body);
    const push = await Promise.race([peer.push(), posted.then((data) => assert.fail(JSON.stringify(data)))]);
    peer.answer(push, answer);
    return { data: await posted, event: push.body.event, type: push.body.header.event_type ?? "" };
  };
  return { ...world, peer, post, answered };
}

/** What the door answers when all is well. */
async function good(emulator: Emulator, method: string, path: string, body?: object): Promise<Data> {
  const { data, code, message } = await knock(emulator, method, path, body);
  assert.equal(code, undefined, `${path}: ${message}`);
  return data;
}

const text = (content: string): object => ({ tag: "plain_text", content });
const OPTIONS = [{ text: text("Red"), value: "r" }];

test("a group, its messages and its members are told through the door", async (t) => {
  const { emulator, app, alice, post, answered } = await startStage(t);
  const { tenantKey } = await post("/tenants", { name: "Elsewhere" });
  const bob = await post("/users", { name: "Bob", locale: "en_us", email: "bob@example.com", tenantKey });
  assert.deepEqual([bob.locale, bob.email, bob.tenantKey], ["en_us", "bob@example.com", tenantKey]);
  const { appId } = app;
  const { chatId } = await post("/groups", { name: "Ops", userIds: [alice.userId], appIds: [] });
  const added = await answered(`/groups/${chatId}/add-bot`, { appId, by: alice.userId });
  assert.deepEqual([added.type, added.data.bots], ["im.chat.member.bot.added_v1", [appId]]);
  await post(`/groups/${chatId}/add-person`, { userId: bob.userId });
  const said = await answered(`/chats/${chatId}/say`, { text: "@Emulated app hi", as: bob.userId });
  assert.deepEqual((said.event.sender as Data).tenant_key, tenantKey);
  const [message] = (await good(emulator, "GET", `/chats/${chatId}/messages`)) as unknown as Data[];
  assert.deepEqual([message?.sender, message?.text], ["Bob", "@Emulated app hi"]);
  const messageId = message?.messageId;
  const reply = { text: "@Emulated app again", inThread: true, as: alice.userId };
  assert.equal(((await answered(`/messages/${messageId}/reply`, reply)).event.message as Data).parent_id, messageId);
  assert.equal(
    (await answered(`/messages/${messageId}/react`, { emoji: "OK" })).type,
    "im.message.reaction.created_v1",
  );
  const seen = await good(emulator, "GET", `/messages/${messageId}?as=${bob.userId}`);
  assert.deepEqual(seen.reactions, [{ emoji: "OK", by: "Alice" }]);
  assert.equal(
    (await answered(`/messages/${messageId}/unreact`, { emoji: "OK" })).type,
    "im.message.reaction.deleted_v1",
  );
  assert.equal((await answered(`/messages/${messageId}/recall`, { as: bob.userId })).type, "im.message.recalled_v1");
  const chats = (await good(emulator, "GET", "/chats")) as unknown as Data[];
  assert.deepEqual(chats.find((each) => each.chatId === chatId)?.name, "Ops");
  await answered(`/groups/${chatId}/remove-bot`, { appId, by: alice.userId });
  await post(`/groups/${chatId}/remove-person`, { userId: bob.userId });
  await post(`/groups/${chatId}/dissolve`);
  assert.equal((await knock(emulator, "POST", `/chats/${chatId}/say`, { text: "x" })).code, "bad_argument");
  assert.equal(((await good(emulator, "GET", "/users")) as unknown as Data[]).length, 2);
  assert.equal(((await good(emulator, "GET", "/tenants")) as unknown as Data[]).length, 2);
});

test("every gesture goes through the door", async (t) => {
  const { emulator, app, alice, chat, post, answered } = await startStage(t);
  const elements = [
    { tag: "select_static", placeholder: text("Colour"), options: OPTIONS },
    { tag: "date_picker", placeholder: text("Day") },
    { tag: "select_person", placeholder: text("Who") },
    { tag: "input", label: text("Reason") },
    { tag: "checker", text: text("Done"), behaviors: [{ type: "callback", value: {} }] },
    { ...(button("Delete") as object), confirm: { title: text("Sure?"), text: text("It is gone then.") } },
    { tag: "collapsible_panel", header: { title: text("More") }, elements: [{ tag: "markdown", content: "inside" }] },
    {
      tag: "form",
      name: "f",
      elements: [{ tag: "input", name: "why" }, button("Send", {}, { name: "send", form_action_type: "submit" })],
    },
  ];
  const { messageId } = await post(`/chats/${chat.chatId}/cards`, { card: { schema: "2.0", body: { elements } } });
  const use = async (gesture: string, body: object): Promise<Data> => {
    const { data, event } = await answered(`/cards/${messageId}/${gesture}`, body);
    assert.deepEqual([data.sent, data.code], [true, 0]);
    return event.action as Data;
  };
  assert.equal((await use("select", { target: "Colour", choice: "Red" })).option, "r");
  assert.equal((await use("pick", { target: "Day", moment: "2025-06-10" })).option, "2025-06-10 +0800");
  assert.equal((await use("choose", { target: "Who", who: alice.userId })).option, alice.openId(app));
  assert.equal((await use("input", { target: "Reason", text: "because" })).input_value, "because");
  assert.equal((await use("check", { target: "Done" })).checked, true);
  assert.equal((await use("click", { target: "Delete", confirm: "accept" })).tag, "button");
  const filled = await post(`/cards/${messageId}/fill`, { form: { why: "so" } });
  assert.deepEqual([filled.sent, String(filled.screen).split("\n").at(-2)], [false, '"so"']);
  assert.deepEqual((await use("submit", {})).form_value, { why: "so" });
  assert.match(String((await post(`/cards/${messageId}/reset`)).screen), /<请输入>/);
  assert.match(String((await post(`/cards/${messageId}/expand`, { target: "More" })).screen), /▾ More\n {2}inside/);
  const cancelled = await knock(emulator, "POST", `/cards/${messageId}/click`, { target: "Delete", confirm: "cancel" });
  assert.deepEqual([cancelled.status, cancelled.code], [409, "confirm_cancelled"]);
  const versions = (await good(emulator, "GET", `/cards/${messageId}/versions`)) as unknown as Data[];
  assert.deepEqual(
    versions.map(({ number, kind, by }) => [number, kind, by]),
    [[1, "sent", { appId: app.appId }]],
  );
});

test("links, their cards and their pulls go through the door", async (t) => {
  const { emulator, chat, peer, post, answered } = await startStage(t);
  peer.passOver("im.message.receive_v1");
  const url = "https://example.com/1";
  const typed = await answered(`/chats/${chat.chatId}/type-link`, { url }, { inline: { title: "typed" } });
  assert.deepEqual([(typed.data.inline as Data).title, typed.data.token], ["typed", undefined]);
  const card = { type: "raw", data: { schema: "2.0", body: { elements: [button("Go")] } } };
  const { data } = await answered(`/chats/${chat.chatId}/paste`, { url }, { inline: { title: "one" }, card });
  const { token } = data;
  assert.equal((data.shownCard as Data).screen, "[ Go ]");
  const clicked = await answered(`/previews/${token}/card/click`, { target: "Go" });
  assert.equal(clicked.event.delivery_type, "url_preview");
  const next = post(`/previews/${token}/next`);
  await answered(`/previews/${token}/pull`, {}, { inline: { title: "two" } });
  assert.deepEqual([((await next).inline as Data).title, (await next).pulls], ["two", 2]);
  assert.deepEqual(((await good(emulator, "GET", `/previews/${token}`)).inline as Data).title, "two");
});

test("waiting, entering, the menu and templates go through the door", async (t) => {
  const { emulator, chat, post, answered } = await startStage(t);
  const path = `/chats/${chat.chatId}`;
  const nothing = await knock(emulator, "POST", `${path}/next-card`, { timeoutMs: 1 });
  assert.deepEqual([nothing.status, nothing.code], [408, "nothing_came"]);
  assert.equal((await knock(emulator, "POST", `${path}/next-message`, { timeoutMs: 1 })).status, 408);
  assert.equal((await answered(`${path}/enter`, {})).type, "im.chat.access_event.bot_p2p_chat_entered_v1");
  assert.equal((await answered(`${path}/menu`, { key: "help" })).event.event_key, "help");
  await post("/templates", { templateId: "AAq1", versionName: "1.0.0", card: { elements: [{ tag: "hr" }] } });
  const card = await post(`${path}/cards`, { card: { type: "template", data: { template_id: "AAq1" } } });
  assert.equal(card.screen, "---");
  const [message] = (await good(emulator, "GET", `${path}/messages`)) as unknown as Data[];
  const forwarded = await post(`/messages/${message?.messageId}/forward`, { chatId: chat.chatId });
  assert.equal((forwarded.card as Data).screen, "---");
  for (const [method, route] of [
    ["GET", "/messages/om_none"],
    ["GET", "/cards/om_none"],
    ["GET", "/previews/none"],
    ["GET", `${path}/messages?as=nobody`],
    ["POST", "/groups/oc_none/dissolve"],
  ] as const) {
    assert.equal((await knock(emulator, method, route, method === "POST" ? {} : undefined)).status, 404, route);
  }
});
