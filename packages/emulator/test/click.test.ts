import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClickOptions } from "../src/index.ts";
import { Peer, type Push } from "./support/peer.ts";
import { button, cardV2, startWorld, type World } from "./support/world.ts";

type Action = Record<string, unknown>;

/** Clicks, answers, and returns what arrived. */
async function arriving(world: World, peer: Peer, card: object, target: string, options?: ClickOptions): Promise<Push> {
  const clicked = world.chat.postCard(card).click(target, options);
  const push = await Promise.race([peer.push(), clicked.then(() => Promise.reject(new Error("nothing was sent")))]);
  peer.answer(push);
  await clicked;
  return push;
}

async function startWithPeer(...args: Parameters<typeof startWorld>): Promise<{ world: World; peer: Peer }> {
  const world = await startWorld(...args);
  return { world, peer: await Peer.connect(world.emulator, world.app) };
}

test("a click arrives as the platform sends it, key by key", async (t) => {
  const { world, peer } = await startWithPeer(t);
  const { app, alice, chat, clock } = world;
  const card = chat.postCard(cardV2([button("Approve", { id: 7 })]));
  const clicked = card.click("Approve");
  const push = await peer.push();
  const { header, event } = push.body;
  assert.deepEqual(Object.keys(push.body), ["schema", "header", "event"]);
  assert.deepEqual(Object.keys(header), ["event_id", "token", "create_time", "event_type", "tenant_key", "app_id"]);
  assert.match(header.event_id ?? "", /^[0-9a-f]{32}$/);
  assert.match(String(event.token), /^c-[0-9a-f]{40}$/);
  assert.deepEqual(
    { ...header, event_id: "" },
    {
      event_id: "",
      token: app.verificationToken,
      create_time: `${clock.now()}000`,
      event_type: "card.action.trigger",
      tenant_key: app.tenantKey,
      app_id: app.appId,
    },
  );
  const operator = { tenant_key: app.tenantKey, open_id: alice.openId(app), union_id: alice.unionId };
  const context = { open_message_id: card.messageId, open_chat_id: chat.chatId };
  const expected = {
    operator,
    token: event.token,
    action: { value: { id: 7 }, tag: "button" },
    host: "im_message",
    context,
  };
  assert.equal(JSON.stringify(event), JSON.stringify(expected));
  peer.answer(push);
  await clicked;
});

test("user_id is there only with the permission for it", async (t) => {
  const { emulator, alice } = await startWorld(t);
  const app = emulator.createApp({ scopes: ["contact:user.employee_id:readonly"] });
  const peer = await Peer.connect(emulator, app);
  const clicked = alice
    .openChat(app)
    .postCard(cardV2([button("Go")]))
    .click("Go");
  const push = await peer.push();
  assert.deepEqual(Object.keys(push.body.event.operator as object), ["tenant_key", "user_id", "open_id", "union_id"]);
  peer.answer(push);
  await clicked;
});

const ROW_1 = { tag: "action", actions: [button("In action")] };
const OLD_CARD = {
  header: { title: { tag: "plain_text", content: "Old" } },
  elements: [
    { tag: "div", text: { tag: "lark_md", content: "In action" }, extra: button("In extra") },
    ROW_1,
    { tag: "column_set", columns: [{ tag: "column", elements: [button("In column", undefined, { name: "n1" })] }] },
    {
      tag: "checker",
      text: { tag: "plain_text", content: "c" },
      button_area: { buttons: [button("In area", undefined, { element_id: "e1" })] },
    },
    { tag: "interactive_container", elements: [button("In container")] },
    { tag: "collapsible_panel", elements: [{ tag: "form", name: "f", elements: [button("In form")] }] },
  ],
};
const { elements: OLD_ELEMENTS } = OLD_CARD;
const NEW_CARD = cardV2([
  { tag: "column_set", columns: [{ tag: "column", elements: OLD_ELEMENTS.filter((e) => e !== ROW_1) }] },
]);

for (const [dialect, card, targets] of [
  ["1.0", OLD_CARD, ["In action", "In extra", "In column", "n1", "In area", "e1", "In container", "In form"]],
  ["2.0", NEW_CARD, ["In extra", "In column", "n1", "In area", "e1", "In container", "In form"]],
  ["1.0 by language", { i18n_elements: { en_us: [button("No")], zh_cn: [button("是")] } }, ["是"]],
] as const) {
  test(`buttons of a ${dialect} card are found by text, name or element_id, wherever they stand`, async (t) => {
    const { world, peer } = await startWithPeer(t);
    for (const target of targets) {
      const { body } = await arriving(world, peer, card, target);
      assert.equal((body.event.action as Action).tag, "button", target);
    }
  });
}

test("the value is what is configured, and absent when nothing is", async (t) => {
  const { world, peer } = await startWithPeer(t);
  const actionOf = async (element: object): Promise<Action> => {
    const { body } = await arriving(world, peer, cardV2([element]), "Go");
    return body.event.action as Action;
  };
  const openUrl = { type: "open_url", default_url: "https://example.com" };
  const callback = { type: "callback", value: { a: 1 } };
  assert.deepEqual(await actionOf(button("Go")), { tag: "button" });
  assert.deepEqual(await actionOf(button("Go", { deep: { list: [1, "二"] } })), {
    value: { deep: { list: [1, "二"] } },
    tag: "button",
  });
  assert.deepEqual(await actionOf(button("Go", "text")), { value: "text", tag: "button" });
  assert.deepEqual(await actionOf(button("Go", undefined, { value: { old: true } })), {
    value: { old: true },
    tag: "button",
  });
  assert.deepEqual(await actionOf(button("Go", undefined, { behaviors: [openUrl, callback] })), {
    value: { a: 1 },
    tag: "button",
  });
  assert.deepEqual(
    await actionOf(button("Go", undefined, { url: "https://example.com", value: { b: 2 }, complex_interaction: true })),
    { value: { b: 2 }, tag: "button" },
  );
});

function formCard(more: object[] = []): object {
  const submit = button("Send", { from: "form" }, { name: "send", form_action_type: "submit" });
  const elements = [
    { tag: "input", name: "notes" },
    { tag: "column_set", columns: [{ tag: "column", elements: [{ tag: "checker", name: "agree", checked: true }] }] },
    { tag: "select_static", name: "where", options: [] },
    { tag: "multi_select_static", name: "who", selected_values: ["a"] },
    submit,
    button("Clear", undefined, { form_action_type: "reset" }),
    ...more,
  ];
  return cardV2([{ tag: "form", name: "form", elements }]);
}

test("submitting a form sends its values, the name and the time zone, in the order of the real platform", async (t) => {
  const { world, peer } = await startWithPeer(t);
  const untouched = await arriving(world, peer, formCard(), "Send");
  assert.equal(
    JSON.stringify(untouched.body.event.action),
    JSON.stringify({
      value: { from: "form" },
      tag: "button",
      timezone: "Asia/Shanghai",
      form_value: { notes: "", agree: true, who: ["a"] },
      name: "send",
    }),
  );
  const form = { notes: "line\nline", where: "b", agree: false };
  const filled = await arriving(world, peer, formCard(), "send", { form });
  assert.deepEqual((filled.body.event.action as Action).form_value, { ...form, who: ["a"] });
});

test("names that every object has are names like others", async (t) => {
  const { world, peer } = await startWithPeer(t);
  const names = ["constructor", "__proto__", "toString"];
  const inputs = names.map((name) => ({ tag: "input", name }));
  const odd = { tag: "constructor", name: "odd" };
  const untouched = await arriving(world, peer, formCard([...inputs, odd]), "Send");
  const values = (push: Push): unknown => (push.body.event.action as Action).form_value;
  const given = JSON.parse('{"constructor":"a","__proto__":"b","toString":"c"}');
  assert.deepEqual(
    values(untouched),
    JSON.parse('{"notes":"","agree":true,"who":["a"],"constructor":"","__proto__":"","toString":""}'),
  );
  const filled = await arriving(world, peer, formCard(inputs), "Send", { form: given });
  assert.deepEqual(
    values(filled),
    JSON.parse('{"notes":"","agree":true,"who":["a"],"constructor":"a","__proto__":"b","toString":"c"}'),
  );
});

const unclickable: [what: string, card: object, target: string, options: ClickOptions, code: string, says: RegExp][] = [
  [
    "an unknown name",
    cardV2([button("Yes", undefined, { name: "y" }), button("No", undefined, { element_id: "n" })]),
    "Maybe",
    {},
    "target_not_found",
    /\[text "Yes", name "y"\], \[text "No", element_id "n"\]/,
  ],
  ["a card without buttons", cardV2([]), "Go", {}, "target_not_found", /has no buttons/],
  [
    "a text that is no button",
    { elements: [{ tag: "div", text: { content: "Go" } }] },
    "Go",
    {},
    "target_not_found",
    /./,
  ],
  [
    "data that looks like a button",
    cardV2([button("Real", { tag: "button", text: { content: "Fake" }, elements: [button("Fake")] })]),
    "Fake",
    {},
    "target_not_found",
    /./,
  ],
  [
    "a name that two have",
    cardV2([button("OK", undefined, { name: "a" }), button("OK", undefined, { name: "b" })]),
    "OK",
    {},
    "target_ambiguous",
    /name "a".*name "b"/,
  ],
  ["a disabled button", cardV2([button("Go", {}, { disabled: true })]), "Go", {}, "target_disabled", /disabled/],
  [
    "a button that only opens a link",
    cardV2([button("Go", undefined, { behaviors: [{ type: "open_url", default_url: "https://example.com" }] })]),
    "Go",
    {},
    "target_without_callback",
    /only opens a link/,
  ],
  [
    "an old button with a link and a value",
    { elements: [{ tag: "action", actions: [button("Go", undefined, { url: "https://example.com", value: {} })] }] },
    "Go",
    {},
    "target_without_callback",
    /only opens a link/,
  ],
  ["a reset button", formCard(), "Clear", {}, "target_without_callback", /resets/],
  [
    "a form with an empty required field",
    formCard([{ tag: "input", name: "reason", required: true }]),
    "Send",
    {},
    "form_incomplete",
    /"reason" is required/,
  ],
  [
    "a plain button with form values",
    cardV2([button("Go", {})]),
    "Go",
    { form: { notes: "x" } },
    "bad_argument",
    /submits no form/,
  ],
  [
    "an option that does not exist",
    formCard(),
    "Send",
    { from: {} } as ClickOptions,
    "bad_argument",
    /"from" is no option of click.*form/,
  ],
  ["a field that is not in the form", formCard(), "Send", { form: { nope: "x" } }, "target_not_found", /notes, agree/],
];

for (const [what, card, target, options, code, says] of unclickable) {
  test(`${what} cannot be clicked: ${code}`, async (t) => {
    const { emulator, chat } = await startWorld(t);
    await assert.rejects(chat.postCard(card).click(target, options), { code, message: says });
    assert.deepEqual(emulator.deliveries, []);
  });
}

test("a card is copied when it is posted", async (t) => {
  const { world, peer } = await startWithPeer(t);
  const value = { id: 1 };
  const card = world.chat.postCard(cardV2([button("Go", value)]));
  value.id = 2;
  const clicked = card.click("Go");
  const push = await peer.push();
  assert.deepEqual((push.body.event.action as Action).value, { id: 1 });
  peer.answer(push);
  await clicked;
});
