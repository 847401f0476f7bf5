import { add, changeOne, elementsOf, hasTag, isV2, type Mutation, plain, rootElements } from "./mutation.ts";
import type { JsonObject } from "./random-card.ts";

const any = (): boolean => true;

/** Nests `depth` containers. */
function nested(depth: number): JsonObject {
  const inner: JsonObject = depth === 0 ? { tag: "hr" } : nested(depth - 1);
  return { tag: "column_set", columns: [{ tag: "column", elements: [inner] }] };
}

/** What is wrong with properties, tags and places. */
export const SHAPE_MUTATIONS: readonly Mutation[] = [
  {
    name: "a property that no component has",
    rule: "unknown_property",
    spoil: (card, random) => changeOne(card, random, any, (value) => Object.assign(value, { colour_of_all: 1 })),
  },
  {
    name: "a property at the root",
    rule: "unknown_property",
    spoil: (card) => Object.assign(card, { modules: [] }) === card,
  },
  {
    name: "a property of Object.prototype",
    rule: "unknown_property",
    spoil: (card, random) => changeOne(card, random, any, (value) => Object.assign(value, { constructor: "x" })),
  },
  {
    name: "a required property is missing",
    rule: "missing_property",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column_set", "img", "person"), (value) => {
        for (const key of ["columns", "img_key", "user_id"]) delete value[key];
      }),
  },
  {
    name: "text where a list should be",
    rule: "wrong_type",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column_set"), (value) => Object.assign(value, { columns: "2" })),
  },
  {
    name: "a number where an element should be",
    rule: "wrong_type",
    spoil: (card) => rootElements(card).push(7 as unknown as JsonObject) > 0,
  },
  {
    name: "text where a text element should be",
    rule: "wrong_type",
    spoil: (card, random) => changeOne(card, random, hasTag("div"), (value) => Object.assign(value, { text: "hello" })),
  },
  {
    name: "a word that is not on the list",
    rule: "wrong_value",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button"), (value) => Object.assign(value, { type: "huge" })),
  },
  {
    name: "a length without a unit",
    rule: "wrong_value",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column"), (value) => Object.assign(value, { padding: "4" })),
  },
  {
    name: "a number with a fraction",
    rule: "wrong_value",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column"), (value) => Object.assign(value, { weight: 1.5 })),
  },
  {
    name: "a number beyond its bounds",
    rule: "out_of_range",
    spoil: (card, random) => changeOne(card, random, hasTag("column"), (value) => Object.assign(value, { weight: 9 })),
  },
  {
    name: "a length beyond its bounds",
    rule: "out_of_range",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column"), (value) => Object.assign(value, { width: "9999px" })),
  },
  {
    name: "a colour in hex",
    rule: "raw_color",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column_set"), (value) => Object.assign(value, { background_style: "#999999" })),
  },
  {
    name: "a colour nobody knows",
    rule: "unknown_color",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column_set"), (value) => Object.assign(value, { background_style: "mauve" })),
  },
  {
    name: "an icon nobody knows",
    rule: "unknown_icon",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("standard_icon"), (value) => Object.assign(value, { token: "mauve_outlined" })),
  },
  {
    name: "a size nobody knows",
    rule: "unknown_text_size",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("plain_text"), (value) => Object.assign(value, { text_size: "gigantic" })),
  },
  {
    name: "a language nobody speaks",
    rule: "unknown_locale",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("plain_text"), (value) => Object.assign(value, { i18n_content: { en: "x" } })),
  },
  {
    name: "a text on a button that is too long",
    rule: "text_too_long",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("button"), (value) => Object.assign(value, { text: plain("😀".repeat(101)) })),
  },
  {
    name: "more buttons beside a checker than it has room for",
    rule: "too_many_items",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("checker"), (value) => {
        value.button_area = { buttons: Array.from({ length: 4 }, () => ({ tag: "button", type: "text" })) };
      }),
  },
  {
    name: "more tags in the header than are shown",
    rule: "surplus_hidden",
    beyondSchema: true,
    spoil: (card) => {
      const tag = { tag: "text_tag", text: plain("new") };
      card.header = { title: plain("Title"), text_tag_list: [tag, tag, tag, tag] };
      return true;
    },
  },
  {
    name: "an element without a tag",
    rule: "missing_tag",
    spoil: (card, random) => {
      const [first] = rootElements(card);
      if (first === undefined || random.oneIn(2)) return add(card, {});
      delete first.tag;
      return true;
    },
  },
  {
    name: "a text without a tag",
    rule: "default_tag",
    beyondSchema: true,
    spoil: (card, random) =>
      changeOne(card, random, hasTag("div"), (value) => Object.assign(value, { text: { content: "x" } })),
  },
  { name: "a tag nobody knows", rule: "unknown_tag", spoil: (card) => add(card, { tag: "marquee" }) },
  {
    name: "a tag of the other dialect",
    rule: "unknown_tag",
    spoil: (card) => !isV2(card) && add(card, { tag: "audio", file_key: "file_1" }),
  },
  {
    name: "an action in 2.0",
    rule: "removed_tag",
    spoil: (card) => isV2(card) && add(card, { tag: "action", actions: [] }),
  },
  {
    name: "a note in 2.0",
    rule: "removed_tag",
    spoil: (card) => isV2(card) && add(card, { tag: "note", elements: [plain("x")] }),
  },
  {
    name: "a table in a column",
    rule: "wrong_place",
    spoil: (card, random) =>
      changeOne(card, random, hasTag("column"), (value) => {
        value.elements = [{ tag: "table", columns: [], rows: [] }];
      }),
  },
  { name: "a text at the root", rule: "wrong_place", spoil: (card) => add(card, plain("x")) },
  {
    name: "six containers inside each other",
    rule: "too_deep",
    beyondSchema: true,
    spoil: (card) => add(card, nested(5)),
  },
  {
    name: "more than 200 elements",
    rule: "too_many_elements",
    beyondSchema: true,
    spoil: (card) => isV2(card) && add(card, ...Array.from({ length: 201 }, () => ({ tag: "hr" }))),
  },
  {
    name: "six tables",
    rule: "too_many_tables",
    beyondSchema: true,
    spoil: (card) => add(card, ...Array.from({ length: 6 }, () => ({ tag: "table", columns: [], rows: [] }))),
  },
  {
    name: "tables in Markdown beside others",
    rule: "too_many_tables",
    beyondSchema: true,
    spoil: (card) => {
      const content = "| a |\n|---|\n| 1 |\n\n| b |\n|:-:|\n| 2 |\n\n| c |\n|---|\n| 3 |";
      return isV2(card) && add(card, { tag: "markdown", content }, { tag: "markdown", content });
    },
  },
  {
    name: "five tables in one Markdown",
    rule: "too_many_markdown_tables",
    beyondSchema: true,
    spoil: (card) =>
      isV2(card) && add(card, { tag: "markdown", content: "| a | b |\n|---|---|\n| 1 | 2 |\n\n".repeat(5) }),
  },
  {
    name: "more charts than are advised",
    rule: "too_many_charts",
    beyondSchema: true,
    spoil: (card) => add(card, ...Array.from({ length: 6 }, () => ({ tag: "chart", chart_spec: { type: "bar" } }))),
  },
  {
    name: "a text that is too long for any place",
    rule: "element_too_long",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "markdown", content: "x".repeat(30_001) }),
  },
  {
    name: "more bytes than a message has",
    rule: "card_too_long",
    beyondSchema: true,
    spoil: (card) => add(card, ...Array.from({ length: 20 }, () => ({ tag: "markdown", content: "通".repeat(600) }))),
  },
  {
    name: "an element_id with a hyphen",
    rule: "element_id_format",
    spoil: (card, random) =>
      isV2(card) && changeOne(card, random, any, (value) => Object.assign(value, { element_id: "a-b" })),
  },
  {
    name: "an element_id twice",
    rule: "element_id_duplicate",
    beyondSchema: true,
    spoil: (card) => {
      const elements = elementsOf(card, any);
      if (!isV2(card) || elements.length < 2) return false;
      for (const { value } of elements.slice(0, 2)) Object.assign(value, { element_id: "same" });
      return true;
    },
  },
  {
    name: "a div that says nothing",
    rule: "nothing_to_show",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "div" }),
  },
];
