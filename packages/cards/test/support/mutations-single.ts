import { add, changeOne, hasTag, isV2, type Mutation, plain } from "./mutation.ts";
import type { JsonObject } from "./random-card.ts";

const option = (value: string): JsonObject => ({ text: plain(value), value });
const table = (cell: unknown, type: string): JsonObject => ({
  tag: "table",
  columns: [{ name: "c", data_type: type }],
  rows: [{ c: cell }],
});

/** What is wrong with links, values, choices and single components. */
export const SINGLE_MUTATIONS: readonly Mutation[] = [
  {
    name: "a link that is no http",
    rule: "url_scheme",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button", "interactive_container"), (value) => {
        value.behaviors = [{ type: "open_url", default_url: "javascript:alert(1)" }];
      }),
  },
  {
    name: "a link of the card that is no http",
    rule: "url_scheme",
    spoil: (card) => linkCard(card, { url: "ftp://a" }),
  },
  {
    name: "a link without its address",
    rule: "missing_property",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button"), (value) => Object.assign(value, { behaviors: [{ type: "open_url" }] })),
  },
  {
    name: "a callback without its value",
    rule: "missing_property",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button"), (value) => Object.assign(value, { behaviors: [{ type: "callback" }] })),
  },
  {
    name: "a callback value that is text",
    rule: "value_not_object",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button"), (value) => {
        value.behaviors = [{ type: "callback", value: "approve" }];
      }),
  },
  {
    name: "an older value that is text",
    rule: "value_not_object",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button"), (value) => Object.assign(value, { value: "approve" })),
  },
  {
    name: "two links on one button",
    rule: "link_conflict",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button"), (value) => {
        Object.assign(value, { url: "https://a.b", multi_url: { url: "https://a.b" } });
      }),
  },
  {
    name: "a link for computers only",
    rule: "link_incomplete",
    beyondSchema: true,
    spoil: (card) => linkCard(card, { pc_url: "https://a.b" }),
  },
  {
    name: "an option twice",
    rule: "duplicate_option",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("select_static"), (value) => {
        value.options = [option("a"), option("a")];
        value.initial_option = "a";
      }),
  },
  {
    name: "an initial choice that does not exist",
    rule: "unknown_initial_option",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("select_static"), (value) => {
        value.options = [option("a")];
        value.initial_option = "b";
      }),
  },
  {
    name: "a time picker that shows nothing",
    rule: "placeholder_missing",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("picker_time", "picker_datetime"), (value) => {
        for (const key of ["placeholder", "initial_time", "initial_datetime"]) delete value[key];
      }),
  },
  {
    name: "a date that does not exist",
    rule: "wrong_value",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("date_picker"), (value) => Object.assign(value, { initial_date: "2026-13-01" })),
  },
  {
    name: "a 2.0 card that is not shared",
    rule: "update_multi_false",
    beyondSchema: true,
    spoil: (card) =>
      isV2(card) && Object.assign(card, { config: { enable_forward: false, update_multi: false } }) === card,
  },
  {
    name: "a sound in a card that is forwarded",
    rule: "audio_forward",
    beyondSchema: true,
    spoil: (card) => {
      if (!isV2(card)) return false;
      delete card.config;
      return add(card, { tag: "audio", file_key: "file_1" });
    },
  },
  {
    name: "a sound twice",
    rule: "audio_duplicate",
    beyondSchema: true,
    spoil: (card) => {
      const audio = { tag: "audio", file_key: "file_1", audio_id: "same" };
      return isV2(card) && add(card, audio, audio);
    },
  },
  {
    name: "a chart spec that is text",
    rule: "chart_spec",
    spoil: (card) => add(card, { tag: "chart", chart_spec: "{}" }),
  },
  {
    name: "a chart whose axes are null",
    rule: "chart_spec",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "chart", chart_spec: { type: "bar", axes: null } }),
  },
  {
    name: "rows that are no list",
    rule: "table_row",
    spoil: (card) => add(card, { tag: "table", columns: [], rows: {} }),
  },
  { name: "a number as text", rule: "table_row", beyondSchema: true, spoil: (card) => add(card, table("1", "number")) },
  {
    name: "a date as text",
    rule: "table_row",
    beyondSchema: true,
    spoil: (card) => add(card, table("2026-01-01", "date")),
  },
  {
    name: "options as a number",
    rule: "table_row",
    beyondSchema: true,
    spoil: (card) => add(card, table(1, "options")),
  },
  {
    name: "people as objects",
    rule: "table_row",
    beyondSchema: true,
    spoil: (card) => add(card, table([{}], "persons")),
  },
  {
    name: "a cell of no column",
    rule: "table_row_name",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "table", columns: [], rows: [{ c: 1 }] }),
  },
];

function linkCard(card: JsonObject, link: JsonObject): true {
  card.card_link = link;
  return true;
}
