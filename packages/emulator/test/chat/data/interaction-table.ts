import type { Card, FieldInput, User } from "../../../src/index.ts";

/** Where the platform says what a use of a component sends. */
const SOURCES = {
  callback: "Card callback reference (card.action.trigger): fields of event.action",
  button: "Card JSON 2.0: Button, callback sample; captured clicks carry no timezone",
  overflow: "Card JSON 2.0: Overflow button group, callback sample",
  select: "Card JSON 2.0: Single select, callback sample",
  person: "Card JSON 2.0: Person picker, callback sample",
  date: "Card JSON 2.0: Date picker, callback sample",
  time: "Card JSON 2.0: Time picker, callback sample",
  datetime: "Card JSON 2.0: Date time picker, callback sample",
  input: "Card JSON 1.0 and 2.0: Input box, callback samples; the 1.0 sample has the name",
  checker: "Card JSON 2.0: Checker, callback sample",
  image: "Card callback reference and the official SDKs' types: options is a list; the page's sample has a text",
  container: "Interactive container page; no sample exists, so the tag is inferred",
  form: "Configuring interactions, a real submit: value, tag, timezone, form_value, name",
} as const;

/** People whose ids appear in a row. */
export interface Cast {
  readonly alice: User;
  readonly bob: User;
  openId(user: User): string;
}

/** One use of one component outside a form. */
export interface Use {
  readonly what: string;
  readonly component: object;
  readonly use: (card: Card, cast: Cast) => Promise<unknown>;
  /** `event.action`, key by key in the order of the wire. */
  readonly action: (cast: Cast) => object;
  readonly source: string;
}

const text = (content: string): object => ({ tag: "plain_text", content });
const callback = (value: object): object => ({ behaviors: [{ type: "callback", value }] });
const VALUE = { key: "v" };
const OPTIONS = [
  { text: text("Red"), value: "r" },
  { text: text("Blue"), value: "b" },
];
const IMAGES = [
  { img_key: "img_1", value: "picture1" },
  { img_key: "img_2", value: "picture2" },
];
const BUTTON = { tag: "button", text: text("Go") };

/** Every component that can be used outside a form, with a callback value and, where it calls back by itself, without. */
export const USES: readonly Use[] = [
  {
    what: "a button",
    component: { ...BUTTON, ...callback(VALUE) },
    use: (card) => card.click("Go"),
    action: () => ({ value: VALUE, tag: "button" }),
    source: SOURCES.button,
  },
  {
    what: "a button without a value",
    component: BUTTON,
    use: (card) => card.click("Go"),
    action: () => ({ tag: "button" }),
    source: SOURCES.button,
  },
  {
    what: "a button with the older value",
    component: { ...BUTTON, value: VALUE },
    use: (card) => card.click("Go"),
    action: () => ({ value: VALUE, tag: "button" }),
    source: SOURCES.button,
  },
  {
    what: "an entry of an overflow menu",
    component: { tag: "overflow", options: OPTIONS, ...callback(VALUE) },
    use: (card) => card.click("Blue"),
    action: () => ({ value: VALUE, tag: "overflow", option: "b" }),
    source: SOURCES.overflow,
  },
  {
    what: "an entry of an overflow menu, selected",
    component: { tag: "overflow", options: OPTIONS },
    use: (card) => card.select("overflow", "Red"),
    action: () => ({ tag: "overflow", option: "r" }),
    source: SOURCES.overflow,
  },
  {
    what: "a single select, by text",
    component: { tag: "select_static", placeholder: text("Colour"), options: OPTIONS, ...callback(VALUE) },
    use: (card) => card.select("Colour", "Red"),
    action: () => ({ value: VALUE, tag: "select_static", option: "r" }),
    source: SOURCES.select,
  },
  {
    what: "a single select, by value",
    component: { tag: "select_static", options: OPTIONS },
    use: (card) => card.select("select_static", "b"),
    action: () => ({ tag: "select_static", option: "b" }),
    source: SOURCES.select,
  },
  {
    what: "a person picker",
    component: { tag: "select_person", placeholder: text("Who"), ...callback(VALUE) },
    use: (card, { bob }) => card.choose("Who", bob),
    action: ({ bob, openId }) => ({ value: VALUE, tag: "select_person", option: openId(bob) }),
    source: SOURCES.person,
  },
  {
    what: "a date picker",
    component: { tag: "date_picker", ...callback(VALUE) },
    use: (card) => card.pick("date_picker", "2025-06-10"),
    action: () => ({ value: VALUE, tag: "date_picker", timezone: "Asia/Shanghai", option: "2025-06-10 +0800" }),
    source: SOURCES.date,
  },
  {
    what: "a time picker",
    component: { tag: "picker_time", placeholder: text("When") },
    use: (card) => card.pick("When", "05:05"),
    action: () => ({ tag: "picker_time", timezone: "Asia/Shanghai", option: "05:05 +0800" }),
    source: SOURCES.time,
  },
  {
    what: "a date and time picker",
    component: { tag: "picker_datetime", placeholder: text("When") },
    use: (card) => card.pick("When", "2025-06-10 19:19"),
    action: () => ({ tag: "picker_datetime", timezone: "Asia/Shanghai", option: "2025-06-10 19:19 +0800" }),
    source: SOURCES.datetime,
  },
  {
    what: "an input",
    component: { tag: "input", name: "why", label: text("Reason"), ...callback(VALUE) },
    use: (card) => card.input("Reason", "because"),
    action: () => ({ value: VALUE, tag: "input", name: "why", input_value: "because" }),
    source: SOURCES.input,
  },
  {
    what: "an input without a name",
    component: { tag: "input", placeholder: text("Type here") },
    use: (card) => card.input("Type here", "two\nlines"),
    action: () => ({ tag: "input", input_value: "two\nlines" }),
    source: SOURCES.input,
  },
  {
    what: "a checker",
    component: { tag: "checker", text: text("Done"), ...callback(VALUE) },
    use: (card) => card.check("Done"),
    action: () => ({ value: VALUE, tag: "checker", checked: true }),
    source: SOURCES.checker,
  },
  {
    what: "a ticked checker",
    component: { tag: "checker", text: text("Done"), checked: true, ...callback(VALUE) },
    use: (card) => card.click("Done"),
    action: () => ({ value: VALUE, tag: "checker", checked: false }),
    source: SOURCES.checker,
  },
  {
    what: "a button of a checker",
    component: { tag: "checker", text: text("Done"), button_area: { buttons: [{ ...BUTTON, ...callback(VALUE) }] } },
    use: (card) => card.click("Go"),
    action: () => ({ value: VALUE, tag: "button" }),
    source: SOURCES.checker,
  },
  {
    what: "a picture",
    component: { tag: "select_img", element_id: "pictures", options: IMAGES, ...callback(VALUE) },
    use: (card) => card.select("pictures", "picture1"),
    action: () => ({ value: VALUE, tag: "select_img", options: ["picture1"] }),
    source: SOURCES.image,
  },
  {
    what: "a container, by a text in it",
    component: {
      tag: "interactive_container",
      elements: [{ tag: "markdown", content: "Open the ticket" }],
      ...callback(VALUE),
    },
    use: (card) => card.click("Open the ticket"),
    action: () => ({ value: VALUE, tag: "interactive_container" }),
    source: SOURCES.container,
  },
];

/** One field of a form. */
export interface Field {
  readonly what: string;
  /** Without its name, which is `field`. */
  readonly component: object;
  readonly fill: (cast: Cast) => FieldInput;
  /** What `form_value` holds then, and what it holds untouched; `undefined` when the key is left out. */
  readonly filled: (cast: Cast) => unknown;
  readonly untouched: unknown;
  readonly source: string;
}

const FORM = `${SOURCES.form}; ${SOURCES.callback}`;

/** Every component that puts something into `form_value`. */
export const FIELDS: readonly Field[] = [
  {
    what: "input",
    component: { tag: "input" },
    fill: () => "one\ntwo",
    filled: () => "one\ntwo",
    untouched: "",
    source: FORM,
  },
  {
    what: "input with a default",
    component: { tag: "input", default_value: "so" },
    fill: () => "",
    filled: () => "",
    untouched: "so",
    source: FORM,
  },
  {
    what: "select_static",
    component: { tag: "select_static", options: OPTIONS },
    fill: () => "Red",
    filled: () => "r",
    untouched: undefined,
    source: SOURCES.select,
  },
  {
    what: "select_static with an initial index",
    component: { tag: "select_static", options: OPTIONS, initial_index: 2 },
    fill: () => "r",
    filled: () => "r",
    untouched: "b",
    source: SOURCES.select,
  },
  {
    what: "multi_select_static",
    component: { tag: "multi_select_static", options: OPTIONS, required: false },
    fill: () => ["Red", "b"],
    filled: () => ["r", "b"],
    untouched: undefined,
    source: "Card JSON 2.0: Multi select, callback sample",
  },
  {
    what: "select_person",
    component: { tag: "select_person" },
    fill: ({ bob }) => bob,
    filled: ({ bob, openId }) => openId(bob),
    untouched: undefined,
    source: SOURCES.person,
  },
  {
    what: "multi_select_person",
    component: { tag: "multi_select_person", required: false },
    fill: ({ alice, bob }) => [alice, bob],
    filled: ({ alice, bob, openId }) => [openId(alice), openId(bob)],
    untouched: undefined,
    source: SOURCES.person,
  },
  {
    what: "date_picker",
    component: { tag: "date_picker", initial_date: "2024-04-01" },
    fill: () => "2024-05-02",
    filled: () => "2024-05-02 +0800",
    untouched: "2024-04-01 +0800",
    source: SOURCES.date,
  },
  {
    what: "picker_time",
    component: { tag: "picker_time" },
    fill: () => "00:00",
    filled: () => "00:00 +0800",
    untouched: undefined,
    source: SOURCES.time,
  },
  {
    what: "picker_datetime",
    component: { tag: "picker_datetime" },
    fill: () => "2024-04-29 07:07",
    filled: () => "2024-04-29 07:07 +0800",
    untouched: undefined,
    source: SOURCES.datetime,
  },
  {
    what: "checker",
    component: { tag: "checker", text: text("Agreed") },
    fill: () => true,
    filled: () => true,
    untouched: false,
    source: "official channel SDK, tests: a boolean in form_value",
  },
  {
    what: "select_img",
    component: { tag: "select_img", options: IMAGES },
    fill: () => "picture2",
    filled: () => "picture2",
    untouched: undefined,
    source: "inferred from the callback reference: one choice is a text",
  },
  {
    what: "select_img with several choices",
    component: { tag: "select_img", options: IMAGES, multi_select: true },
    fill: () => ["picture1", "picture2"],
    filled: () => ["picture1", "picture2"],
    untouched: undefined,
    source: "inferred from the callback reference: several choices are a list",
  },
];
