import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Card, EmulatorOptions, Quirks } from "../../src/index.ts";
import { startEmulator } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { button, cardV2, startWorld } from "../support/world.ts";

const text = (content: string): object => ({ tag: "plain_text", content });
const CONFIRM = { confirm: { title: text("Sure?"), text: text("It is gone then.") } };
const OPTIONS = [
  { text: text("Red"), value: "r" },
  { text: text("Off"), value: "o", disabled: true },
];
const form = (...elements: object[]): object => ({
  tag: "form",
  name: "f",
  elements: [...elements, button("Send", {}, { name: "send", form_action_type: "submit" })],
});

/** What a real client would not report, or would not let anybody do. */
const REFUSED: [what: string, elements: object[], use: (card: Card) => Promise<unknown>, code: string, says: RegExp][] =
  [
    [
      "a confirmation that is cancelled",
      [button("Go", {}, CONFIRM)],
      (card) => card.click("Go", { confirm: "cancel" }),
      "confirm_cancelled",
      /nothing was sent/,
    ],
    [
      "a choice whose confirmation is cancelled",
      [{ tag: "select_static", options: OPTIONS, ...CONFIRM }],
      (card) => card.select("select_static", "Red", { confirm: "cancel" }),
      "confirm_cancelled",
      /nothing was sent/,
    ],
    [
      "a confirmation of what asks for none",
      [button("Go")],
      (card) => card.click("Go", { confirm: "accept" }),
      "bad_argument",
      /asks for no confirmation/,
    ],
    [
      "an empty name in the form",
      [form({ tag: "input", name: "" })],
      (card) => card.submit(),
      "empty_name",
      /shows 200530/,
    ],
    [
      "a disabled select",
      [{ tag: "select_static", options: OPTIONS, disabled: true }],
      (card) => card.select("select_static", "Red"),
      "target_disabled",
      /select_static.* is disabled/,
    ],
    [
      "a disabled entry",
      [{ tag: "select_static", options: OPTIONS }],
      (card) => card.select("select_static", "Off"),
      "target_disabled",
      /The entry "Off"/,
    ],
    [
      "an entry there is not",
      [{ tag: "select_static", options: OPTIONS }],
      (card) => card.select("select_static", "Green"),
      "target_not_found",
      /It has: "Red", "Off"/,
    ],
    [
      "too long a text",
      [{ tag: "input", max_length: 3 }],
      (card) => card.input("input", "four"),
      "bad_argument",
      /at most 3 characters/,
    ],
    [
      "a date that is none",
      [{ tag: "date_picker" }],
      (card) => card.pick("date_picker", "2025-02-30"),
      "bad_argument",
      /is no date/,
    ],
    [
      "a time for a date",
      [{ tag: "date_picker" }],
      (card) => card.pick("date_picker", "10:00"),
      "bad_argument",
      /Write it as "2025-06-10"/,
    ],
    [
      "a person who is not offered",
      [{ tag: "select_person", options: [{ value: "ou_x" }] }],
      (card) => card.choose("select_person", "Alice"),
      "target_not_found",
      /does not offer "Alice"/,
    ],
    [
      "a menu without an entry",
      [{ tag: "overflow", name: "menu", options: OPTIONS }],
      (card) => card.click("menu"),
      "bad_argument",
      /Name one of its entries/,
    ],
    [
      "an entry that opens a link",
      [{ tag: "overflow", options: [{ text: text("Docs"), multi_url: { url: "https://x.example" } }] }],
      (card) => card.click("Docs"),
      "target_without_callback",
      /not asked/,
    ],
    [
      "a checker without a callback",
      [{ tag: "checker", text: text("Done") }],
      (card) => card.click("Done"),
      "target_without_callback",
      /Call check\(\)/,
    ],
    [
      "a container without a callback",
      [{ tag: "interactive_container", name: "c", elements: [] }],
      (card) => card.click("c"),
      "target_without_callback",
      /has no callback/,
    ],
    [
      "a select that is clicked",
      [{ tag: "select_static", name: "colour", options: OPTIONS }],
      (card) => card.click("colour"),
      "bad_argument",
      /Call select\(\) instead of click\(\)/,
    ],
    [
      "two submit buttons and no name",
      [form(), { ...form(), name: "g" }],
      (card) => card.submit(),
      "target_ambiguous",
      /2 buttons/,
    ],
    [
      "two forms and no name",
      [form(), { ...form(), name: "g" }],
      async (card) => card.reset(),
      "target_ambiguous",
      /"f", "g"/,
    ],
    ["a form there is not", [form()], async (card) => card.reset("g"), "target_not_found", /It has: "f"/],
    [
      "a field that takes one choice",
      [form({ tag: "input", name: "why" })],
      async (card) => card.fill({ why: ["a"] }),
      "bad_argument",
      /takes a string/,
    ],
    [
      "a field that takes several",
      [form({ tag: "multi_select_static", name: "m", options: OPTIONS })],
      async (card) => card.fill({ m: "Red" }),
      "bad_argument",
      /takes an array/,
    ],
    [
      "a checker that is filled with text",
      [form({ tag: "checker", name: "c" })],
      async (card) => card.fill({ c: "yes" }),
      "bad_argument",
      /takes true or false/,
    ],
    ["a panel there is not", [], async (card) => card.expand("More"), "target_not_found", /no collapsible panel/],
    [
      "a required multi-select",
      [form({ tag: "multi_select_static", name: "m", options: OPTIONS })],
      (card) => card.submit(),
      "form_incomplete",
      /有必填项未填写/,
    ],
  ];

for (const [what, elements, use, code, says] of REFUSED) {
  test(`nothing is sent for ${what}: ${code}`, async (t) => {
    const { emulator, chat } = await startWorld(t);
    const card = chat.postCard(cardV2(elements));
    const before = card.screen();
    await assert.rejects(async () => use(card), { code, message: says });
    assert.deepEqual(emulator.deliveries, []);
    assert.equal(card.screen(), before);
  });
}

test("the error of an empty name has the number that the client shows", async (t) => {
  const { chat } = await startWorld(t);
  const card = chat.postCard(cardV2([form({ tag: "input", name: "" })]));
  await assert.rejects(card.submit(), { platformCode: 200530 });
});

/** What arrives of a use of the only element of a card. */
async function arriving(
  t: TestContext,
  element: object,
  use: (card: Card) => Promise<unknown>,
  options: EmulatorOptions & { timezone?: string } = {},
): Promise<unknown> {
  const { timezone, ...rest } = options;
  const { emulator, app } = await startWorld(t, rest);
  const chat = emulator.createUser({ name: "Dora", timezone }).openChat(app);
  const peer = await Peer.connect(emulator, app);
  const used = use(chat.postCard(cardV2([element])));
  const push = await Promise.race([peer.push(), used.then(() => assert.fail("nothing was sent"))]);
  peer.answer(push);
  await used;
  return push.body.event.action;
}

test("dates carry the offset that the person's zone has on that day", async (t) => {
  const pick = (moment: string, timezone: string): Promise<unknown> =>
    arriving(t, { tag: "picker_datetime" }, (card) => card.pick("picker_datetime", moment), { timezone });
  for (const [moment, timezone, offset] of [
    ["2026-01-15 12:00", "America/New_York", "-0500"],
    ["2026-07-15 12:00", "America/New_York", "-0400"],
    ["2026-03-08 01:59", "America/New_York", "-0500"],
    ["2026-03-08 03:00", "America/New_York", "-0400"],
    ["2026-01-15 12:00", "Asia/Kathmandu", "+0545"],
    ["2026-01-15 12:00", "UTC", "+0000"],
  ] as const) {
    const expected = { tag: "picker_datetime", timezone, option: `${moment} ${offset}` };
    assert.deepEqual(await pick(moment, timezone), expected);
  }
});

test("a time zone that does not exist is refused", async (t) => {
  const { emulator } = await startWorld(t);
  assert.throws(() => emulator.createUser({ name: "X", timezone: "Mars/Olympus" }), { code: "bad_argument" });
});

const IMAGE = { tag: "select_img", options: [{ img_key: "i", value: "p1" }] };
const FIELD = form({ tag: "date_picker", name: "day" });
const RESET = form(button("Clear", { c: 1 }, { name: "clear", form_action_type: "reset" }));

const DECIDED: [quirks: Partial<Quirks>, element: object, use: (card: Card) => Promise<unknown>, action: object][] = [
  [
    { selectImg: "options_text" },
    IMAGE,
    (card) => card.select("select_img", "p1"),
    { tag: "select_img", options: "p1" },
  ],
  [{ selectImg: "option" }, IMAGE, (card) => card.select("select_img", "p1"), { tag: "select_img", option: "p1" }],
  [
    { unfilledFields: "null" },
    FIELD,
    (card) => card.submit(),
    { value: {}, tag: "button", timezone: "Asia/Shanghai", form_value: { day: null }, name: "send" },
  ],
  [
    { unfilledFields: "empty_text" },
    FIELD,
    (card) => card.submit(),
    { value: {}, tag: "button", timezone: "Asia/Shanghai", form_value: { day: "" }, name: "send" },
  ],
  [{ timezoneOnButtons: true }, button("Go"), (card) => card.click("Go"), { tag: "button", timezone: "Asia/Shanghai" }],
  [
    { nameOutsideForms: "none" },
    { tag: "input", name: "n" },
    (card) => card.input("n", "x"),
    { tag: "input", input_value: "x" },
  ],
  [
    { nameOutsideForms: "all" },
    { ...(button("Go") as object), name: "n" },
    (card) => card.click("n"),
    { tag: "button", name: "n" },
  ],
  [
    { resetButtonCallsBack: true },
    RESET,
    (card) => card.click("Clear"),
    { value: { c: 1 }, tag: "button", name: "clear" },
  ],
];

for (const [quirks, element, use, action] of DECIDED) {
  test(`what nobody documents can be decided: ${JSON.stringify(quirks)}`, async (t) => {
    assert.deepEqual(await arriving(t, element, use, { quirks }), action);
  });
}

test("quirks that do not exist are refused by name", async () => {
  for (const quirks of [{ selectImg: "both" }, { selectImage: "option" }]) {
    await assert.rejects(startEmulator({ quirks: quirks as Partial<Quirks> }), { code: "bad_option" });
  }
  await assert.rejects(startEmulator({ cardChecks: "loose" as "strict" }), { code: "bad_option" });
});
