import type { CardRule } from "../../src/index.ts";

/** A card with one fault: the rule it breaks, where, and what the platform answers. */
export interface BadCard {
  readonly name: string;
  readonly card: unknown;
  readonly rule: CardRule;
  /** JSON Pointer. */
  readonly at: string;
  /** Sub-code of 230099, or the code itself where there is none. */
  readonly code: number;
  /** What the message has to contain. */
  readonly says?: string;
}

const plain = (content: string): object => ({ tag: "plain_text", content });
const v2 = (...elements: unknown[]): object => ({ schema: "2.0", body: { elements } });
const submit = { tag: "button", name: "send", text: plain("Send"), form_action_type: "submit" };

/** Mistakes that people make, those of public reports among them. */
export const BAD_CARDS: readonly BadCard[] = [
  {
    name: "1.0 buttons in a 2.0 card",
    card: v2({ tag: "action", actions: [{ tag: "button", text: plain("Ok") }] }),
    rule: "removed_tag",
    at: "/body/elements/0",
    code: 200_861,
    says: "Put the components where the action stands",
  },
  {
    name: "a note in a 2.0 card",
    card: v2({ tag: "hr" }, { tag: "note", elements: [plain("x")] }),
    rule: "removed_tag",
    at: "/body/elements/1",
    code: 200_861,
    says: "notation",
  },
  {
    name: "elements at the root of a 2.0 card",
    card: { schema: "2.0", elements: [{ tag: "hr" }] },
    rule: "unknown_property",
    at: "/elements",
    code: 200_621,
  },
  {
    name: "a header with a tag",
    card: { schema: "2.0", header: { tag: "header", title: plain("x") } },
    rule: "unknown_property",
    at: "/header/tag",
    code: 200_621,
  },
  {
    name: "a border with a type",
    card: v2({ tag: "collapsible_panel", header: {}, border: { type: "solid", color: "grey" } }),
    rule: "unknown_property",
    at: "/body/elements/0/border/type",
    code: 200_621,
  },
  {
    name: "a div with elements",
    card: v2({ tag: "div", text: plain("x"), elements: [] }),
    rule: "unknown_property",
    at: "/body/elements/0/elements",
    code: 200_621,
  },
  {
    name: "a weight for a text",
    card: v2({ tag: "div", text: { tag: "plain_text", content: "x", text_weight: "bold" } }),
    rule: "unknown_property",
    at: "/body/elements/0/text/text_weight",
    code: 200_621,
  },
  {
    name: "a card inside a card",
    card: { card: v2({ tag: "hr" }) },
    rule: "wrapped_card",
    at: "/card",
    code: 200_621,
  },
  {
    name: "a schema as number",
    card: { schema: 2, body: { elements: [] } },
    rule: "unknown_schema",
    at: "/schema",
    code: 200_621,
    says: "in quotes",
  },
  {
    name: "a title as text",
    card: { schema: "2.0", header: { title: "Hello" } },
    rule: "wrong_type",
    at: "/header/title",
    code: 200_621,
  },
  {
    name: "the text of a button as text",
    card: v2({ tag: "button", text: "Ok" }),
    rule: "wrong_type",
    at: "/body/elements/0/text",
    code: 200_621,
  },
  {
    name: "a type of button that does not exist",
    card: v2({ tag: "button", text: plain("Ok"), type: "Primary" }),
    rule: "wrong_value",
    at: "/body/elements/0/type",
    code: 200_621,
    says: 'Write "primary".',
  },
  {
    name: "a misspelt property",
    card: v2({ tag: "button", text: plain("Ok"), behaviours: [] }),
    rule: "unknown_property",
    at: "/body/elements/0/behaviours",
    code: 200_621,
    says: 'Write "behaviors".',
  },
  {
    name: "a misspelt tag",
    card: v2({ tag: "colum_set", columns: [] }),
    rule: "unknown_tag",
    at: "/body/elements/0",
    code: 200_621,
    says: 'Write "column_set".',
  },
  {
    name: "a form without a name",
    card: v2({ tag: "form", elements: [submit] }),
    rule: "form_name_missing",
    at: "/body/elements/0/name",
    code: 11_310,
  },
  {
    name: "a form that cannot be sent",
    card: v2({ tag: "form", name: "f", elements: [{ tag: "input", name: "i" }] }),
    rule: "form_without_submit",
    at: "/body/elements/0",
    code: 11_310,
  },
  {
    name: "two components of one name in a form",
    card: v2({ tag: "form", name: "f", elements: [{ tag: "input", name: "send" }, submit] }),
    rule: "name_duplicate",
    at: "/body/elements/0/elements/1/name",
    code: 11_310,
  },
  {
    name: "an input without a name in a form",
    card: v2({ tag: "form", name: "f", elements: [{ tag: "input" }, submit] }),
    rule: "name_missing",
    at: "/body/elements/0/elements/0/name",
    code: 200_530,
  },
  {
    name: "a form in a column",
    card: v2({
      tag: "column_set",
      columns: [{ tag: "column", elements: [{ tag: "form", name: "f", elements: [submit] }] }],
    }),
    rule: "wrong_place",
    at: "/body/elements/0/columns/0/elements/0",
    code: 200_621,
    says: "at the card's root",
  },
  {
    name: "a multi-select outside a form",
    card: v2({ tag: "multi_select_static", options: [] }),
    rule: "form_only",
    at: "/body/elements/0",
    code: 200_621,
  },
  {
    name: "an element_id with a hyphen",
    card: v2({ tag: "markdown", content: "x", element_id: "footer-sep" }),
    rule: "element_id_format",
    at: "/body/elements/0/element_id",
    code: 300_301,
  },
  {
    name: "an element_id twice",
    card: v2({ tag: "hr", element_id: "a" }, { tag: "hr", element_id: "a" }),
    rule: "element_id_duplicate",
    at: "/body/elements/1/element_id",
    code: 300_301,
  },
  {
    name: "a colour in hex",
    card: v2({ tag: "div", text: { tag: "plain_text", content: "x", text_color: "#999999" } }),
    rule: "raw_color",
    at: "/body/elements/0/text/text_color",
    code: 11_310,
  },
  {
    name: "a link of another scheme",
    card: v2({ tag: "button", text: plain("x"), behaviors: [{ type: "open_url", default_url: "tel:112" }] }),
    rule: "url_scheme",
    at: "/body/elements/0/behaviors/0/default_url",
    code: 11_310,
  },
  {
    name: "a sixth table, written in Markdown",
    card: v2(...Array.from({ length: 6 }, () => ({ tag: "markdown", content: "| a |\n|---|\n| 1 |" }))),
    rule: "too_many_tables",
    at: "/body/elements/5",
    code: 11_310,
  },
  {
    name: "a sound that may be forwarded",
    card: v2({ tag: "audio", file_key: "file_1" }),
    rule: "audio_forward",
    at: "/body/elements/0",
    code: 300_220,
  },
  {
    name: "a chart whose axes are null",
    card: v2({ tag: "chart", chart_spec: { type: "bar", axes: null } }),
    rule: "chart_spec",
    at: "/body/elements/0/chart_spec/axes",
    code: 200_550,
  },
  {
    name: "an exclusive 2.0 card",
    card: { schema: "2.0", config: { update_multi: false } },
    rule: "update_multi_false",
    at: "/config/update_multi",
    code: 300_302,
  },
  {
    name: "a 2.0 sound in a 1.0 card",
    card: { elements: [{ tag: "audio", file_key: "file_1" }] },
    rule: "unknown_tag",
    at: "/elements/0",
    code: 200_621,
    says: "Only schema 2.0",
  },
  {
    name: "a text directly in a 1.0 form",
    card: { elements: [{ tag: "form", name: "f", elements: [{ tag: "div", text: plain("x") }, { ...submit }] }] },
    rule: "wrong_place",
    at: "/elements/0/elements/0",
    code: 200_621,
  },
  {
    name: "a template without an id",
    card: { type: "template", data: { template_variable: {} } },
    rule: "template_reference",
    at: "/data/template_id",
    code: 200_380,
  },
  {
    name: "a card entity by a number",
    card: { type: "card", data: { card_id: 7_371 } },
    rule: "entity_reference",
    at: "/data/card_id",
    code: 11_310,
  },
  { name: "no JSON", card: "{", rule: "not_json", at: "", code: 230_001 },
  { name: "a list of cards", card: [{}], rule: "not_a_card", at: "", code: 200_621 },
];
