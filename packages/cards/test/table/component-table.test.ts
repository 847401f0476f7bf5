import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as places from "../../src/components/places.ts";
import {
  type CardDialect,
  type CardElementV1,
  type CardElementV2,
  COMPONENT_TABLE,
  type ColumnElementV1,
  type Component,
  type Field,
  type FieldTable,
  type FormElementV1,
  formActionOf,
  type InteractiveContainerElementV1,
  type InteractiveElementV1,
  type NestedElementV2,
  type PanelElementV1,
  type PanelElementV2,
  placesOf,
} from "../../src/index.ts";

/** The tags of a union of elements, written out: one that is missing, or too many, does not compile. */
type TagsOf<Element extends { tag: string }> = Readonly<Record<Element["tag"], true>>;

const BODY_V2: TagsOf<CardElementV2> = { ...tagsOfNested(), table: true, form: true };

function tagsOfNested(): TagsOf<NestedElementV2> {
  return {
    ...interactive(),
    div: true,
    markdown: true,
    hr: true,
    img: true,
    img_combination: true,
    person: true,
    person_list: true,
    chart: true,
    audio: true,
    column_set: true,
    interactive_container: true,
    collapsible_panel: true,
  };
}

function interactive(): TagsOf<InteractiveElementV1> {
  return {
    button: true,
    input: true,
    overflow: true,
    select_static: true,
    multi_select_static: true,
    select_person: true,
    multi_select_person: true,
    date_picker: true,
    picker_time: true,
    picker_datetime: true,
    select_img: true,
    checker: true,
  };
}

const PANEL_V2: TagsOf<PanelElementV2> = { ...tagsOfNested(), table: true };
const { overflow, ...nestedInteractive } = interactive();
const COLUMN_V1: TagsOf<ColumnElementV1> = {
  ...nestedInteractive,
  div: true,
  markdown: true,
  hr: true,
  img: true,
  img_combination: true,
  note: true,
  person: true,
  person_list: true,
  chart: true,
  action: true,
  column_set: true,
  interactive_container: true,
  collapsible_panel: true,
};
const PANEL_V1: TagsOf<PanelElementV1> = { ...COLUMN_V1, overflow };
const ROOT_V1: TagsOf<CardElementV1> = { ...PANEL_V1, form: true, table: true };
const { div, chart, ...formTags } = PANEL_V1;
const FORM_V1: TagsOf<FormElementV1> = formTags;
const CONTAINER_V1: TagsOf<InteractiveContainerElementV1> = {
  div,
  markdown: true,
  img: true,
  note: true,
  column_set: true,
  checker: true,
  interactive_container: true,
};

describe("the component table", () => {
  it("lets the same elements stand in a place as the types do", () => {
    const same = (tags: readonly string[], types: object): void =>
      assert.deepEqual([...tags].sort(), Object.keys(types).sort());
    same(places.BODY_V2, BODY_V2);
    same(places.PANEL_V2, PANEL_V2);
    same(places.NESTED_V2, tagsOfNested());
    same(places.ROOT_V1, ROOT_V1);
    same(places.PANEL_V1, PANEL_V1);
    same(places.COLUMN_V1, COLUMN_V1);
    same(places.FORM_V1, FORM_V1);
    same(places.INTERACTIVE_CONTAINER_V1, CONTAINER_V1);
    same(places.ACTION_V1, interactive());
    assert.ok(chart);
  });

  for (const dialect of ["1.0", "2.0"] as const) {
    const { components, card } = COMPONENT_TABLE[dialect];

    it(`has a row for every tag that may stand somewhere, and a place for every row (${dialect})`, () => {
      const mentioned = new Set<string>();
      for (const fields of [card.fields, ...[...components.values()].map((component) => component.fields)]) {
        for (const tag of tagsIn(fields)) mentioned.add(tag);
      }
      assert.deepEqual([...mentioned].sort(), [...components.keys()].sort());
      for (const tag of components.keys()) assert.ok(placesOf(dialect, tag).length > 0, tag);
    });

    it(`gives a default that its own rule takes, and a source to every row (${dialect})`, () => {
      for (const { tag, fields, source } of components.values()) {
        assert.ok(source.length > 1);
        for (const [key, field] of Object.entries(fields)) {
          if (field.kind !== "enum" || field.default === undefined) continue;
          assert.ok(field.values.includes(field.default), `${tag}.${key}`);
        }
      }
    });

    it(`says of each interactive component what using it reports (${dialect})`, () => {
      const reported = [...components.values()].filter(({ interaction }) => interaction !== undefined).map(summary);
      assert.deepEqual(reported.sort(), REPORTED);
      for (const { kind, interaction, tag } of components.values()) {
        assert.equal(kind === "interactive" || tag === "interactive_container", interaction !== undefined, tag);
      }
    });
  }

  it("knows where an element stands", () => {
    const sorted = (dialect: CardDialect, tag: string): string[] => placesOf(dialect, tag).sort();
    assert.deepEqual(sorted("2.0", "form"), ["card"]);
    assert.deepEqual(sorted("2.0", "table"), ["card", "collapsible_panel"]);
    assert.deepEqual(sorted("1.0", "table"), ["card"]);
    assert.deepEqual(sorted("2.0", "column"), ["column_set"]);
    assert.deepEqual(sorted("1.0", "note"), ["card", "collapsible_panel", "column", "form", "interactive_container"]);
    assert.deepEqual(sorted("2.0", "note"), []);
  });
});

/** Section by section of the documentation: tag, when it calls back, key of `event.action`, what `form_value` holds. */
const REPORTED = [
  "button by_itself - -",
  "checker with_behavior checked boolean",
  "date_picker by_itself option:date text",
  "input by_itself input_value text",
  "interactive_container with_behavior - -",
  "multi_select_person by_itself options texts form only",
  "multi_select_static by_itself options texts form only",
  "overflow by_itself option -",
  "picker_datetime by_itself option:datetime text",
  "picker_time by_itself option:time text",
  "select_img by_itself options text_or_texts",
  "select_person by_itself option text",
  "select_static by_itself option text",
];

function summary({ tag, interaction }: Component): string {
  const { callsBack, actionKey = "-", moment, formValue = "-", formOnly } = interaction ?? {};
  const key = moment === undefined ? actionKey : `${actionKey}:${moment}`;
  return `${tag} ${callsBack} ${key} ${formValue}${formOnly === true ? " form only" : ""}`;
}

function tagsIn(fields: FieldTable): string[] {
  return Object.values(fields).flatMap(tagsOf);
}

function tagsOf(field: Field): string[] {
  if (field.kind === "element") return [...field.tags];
  if (field.kind === "object") return tagsIn(field.fields);
  if (field.kind === "list" || field.kind === "map") return tagsOf(field.of);
  return field.kind === "either" ? field.of.flatMap(tagsOf) : [];
}

describe("formActionOf", () => {
  it("reads all three ways in which a button belongs to its form", () => {
    assert.equal(formActionOf({ form_action_type: "submit" }), "submit");
    assert.equal(formActionOf({ form_action_type: "reset" }), "reset");
    assert.equal(formActionOf({ action_type: "form_submit" }), "submit");
    assert.equal(formActionOf({ action_type: "form_reset" }), "reset");
    assert.equal(formActionOf({ behaviors: [null, { type: "form_action" }] }), "submit");
    assert.equal(formActionOf({ behaviors: [{ type: "form_action", behavior: "reset" }] }), "reset");
    assert.equal(formActionOf({ action_type: "link", behaviors: [{ type: "callback", value: {} }] }), undefined);
    assert.equal(formActionOf({ behaviors: "form_action" }), undefined);
  });
});
