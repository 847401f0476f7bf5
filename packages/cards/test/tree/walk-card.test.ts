import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CardElement, cardPointer, formatCardPath, walkCard } from "../../src/index.ts";

const plain = (content: string): object => ({ tag: "plain_text", content });
const button = (content: string, rest: object = {}): object => ({ tag: "button", text: plain(content), ...rest });

function walk(card: unknown): CardElement[] {
  return [...walkCard(card)];
}

/** The tags and JSON pointers of what is walked. */
function places(card: unknown): string[] {
  return walk(card).map(({ tag, path }) => `${tag} ${cardPointer(path)}`);
}

describe("walkCard", () => {
  it("walks a 2.0 card in reading order, texts included", () => {
    const card = {
      schema: "2.0",
      header: { title: plain("Title"), text_tag_list: [{ tag: "text_tag", text: plain("new") }] },
      body: {
        elements: [
          { tag: "markdown", content: "**a**" },
          { tag: "column_set", columns: [{ tag: "column", elements: [button("Go")] }] },
        ],
      },
    };
    assert.deepEqual(places(card), [
      "plain_text /header/title",
      "text_tag /header/text_tag_list/0",
      "plain_text /header/text_tag_list/0/text",
      "markdown /body/elements/0",
      "column_set /body/elements/1",
      "column /body/elements/1/columns/0",
      "button /body/elements/1/columns/0/elements/0",
      "plain_text /body/elements/1/columns/0/elements/0/text",
    ]);
    const text = walk(card).at(-1);
    assert.equal(text?.depth, 3);
    assert.equal(text?.parent?.component?.kind, "interactive");
    assert.equal(
      formatCardPath(card, text?.path ?? []),
      "ROOT -> body -> elements -> [1](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: button) -> text",
    );
  });

  it("walks a 1.0 card: modules, extras, notes, every language", () => {
    const card = {
      elements: [
        { tag: "div", text: plain("a"), extra: { tag: "overflow", options: [{ text: plain("b"), value: "b" }] } },
        { tag: "action", actions: [button("c")] },
        { tag: "note", elements: [plain("d")] },
      ],
      i18n_elements: { en_us: [{ tag: "hr" }] },
    };
    assert.deepEqual(places(card), [
      "div /elements/0",
      "plain_text /elements/0/text",
      "overflow /elements/0/extra",
      "plain_text /elements/0/extra/options/0/text",
      "action /elements/1",
      "button /elements/1/actions/0",
      "plain_text /elements/1/actions/0/text",
      "note /elements/2",
      "plain_text /elements/2/elements/0",
      "hr /i18n_elements/en_us/0",
    ]);
    assert.equal(walk(card).at(-1)?.locale, "en_us");
    assert.equal(walk(card)[0]?.locale, undefined);
  });

  it("tells the form of what stands in one, at any depth", () => {
    const inner = { tag: "column_set", columns: [{ tag: "column", elements: [{ tag: "input", name: "reason" }] }] };
    const form = { tag: "form", name: "f", elements: [inner, button("Send", { form_action_type: "submit" })] };
    const walked = walk({ schema: "2.0", body: { elements: [form, button("Out")] } });
    const formOf = (tag: string): unknown[] =>
      walked.filter((element) => element.tag === tag).map((it) => it.form?.value);
    assert.deepEqual(formOf("input"), [form]);
    assert.deepEqual(formOf("button"), [form, undefined]);
    assert.deepEqual(formOf("form"), [undefined]);
  });

  it("yields unknown tags without entering them, and no data of the author's own", () => {
    const data = { tag: "button", elements: [button("data")] };
    const card = {
      schema: "2.0",
      body: { elements: [{ tag: "marquee", elements: [button("in")] }, button("Go", { value: data })] },
    };
    assert.deepEqual(places(card), [
      "marquee /body/elements/0",
      "button /body/elements/1",
      "plain_text /body/elements/1/text",
    ]);
    assert.equal(walk(card)[0]?.component, undefined);
  });

  it("has nothing to say about what is no card, and passes over what is malformed", () => {
    for (const content of [undefined, null, 1, "x", [], { type: "template", data: {} }, { schema: "3.0" }]) {
      assert.deepEqual(walk(content), []);
    }
    const malformed = { schema: "2.0", body: { elements: [null, 7, [], { tag: 3 }, {}, { tag: "hr" }] } };
    assert.deepEqual(places(malformed), ["hr /body/elements/5"]);
    assert.deepEqual(places({ schema: "2.0", body: { elements: { tag: "hr" } } }), []);
  });

  it("stops where nesting has no end", () => {
    const panel: { tag: string; elements: unknown[] } = { tag: "collapsible_panel", elements: [] };
    panel.elements.push(panel);
    assert.ok(walk({ schema: "2.0", body: { elements: [panel] } }).length < 100);
  });
});
