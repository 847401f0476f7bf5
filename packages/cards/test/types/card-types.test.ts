import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Card, CardElementV1, CardElementV2, CardV1, CardV2, NestedElementV2 } from "../../src/index.ts";
import { validateCard } from "../../src/index.ts";

const text = { tag: "plain_text", content: "x" } as const;

describe("the types of cards", () => {
  it("take what is right", () => {
    const v2: CardV2 = {
      schema: "2.0",
      body: { elements: [{ tag: "button", text, width: "120px", type: "primary" }] },
    };
    const v1: CardV1 = { elements: [{ tag: "action", actions: [{ tag: "button", text, value: { a: 1 } }] }] };
    const either: Card[] = [v1, v2];
    for (const card of either) assert.deepEqual(validateCard(card), []);
  });

  it("take colours, sizes and icons that they do not know by name", () => {
    const element: CardElementV2 = {
      tag: "markdown",
      content: "x",
      text_size: "my-size",
      icon: { tag: "standard_icon", token: "brand-new_outlined", color: "my-color" },
    };
    assert.ok(element);
  });

  it("refuse what the platform refuses", () => {
    const refused: unknown[] = [
      // @ts-expect-error a tag that no dialect has
      { tag: "buton", text } satisfies CardElementV2,
      // @ts-expect-error a tag of 1.0 in 2.0
      { tag: "note", elements: [text] } satisfies CardElementV2,
      // @ts-expect-error a tag of 2.0 in 1.0
      { tag: "audio", file_key: "f" } satisfies CardElementV1,
      // @ts-expect-error a property that buttons do not have
      { tag: "button", label: text } satisfies CardElementV2,
      // @ts-expect-error a word that is not on the list
      { tag: "button", text, type: "huge" } satisfies CardElementV2,
      // @ts-expect-error a length without a unit
      { tag: "button", text, width: "120" } satisfies CardElementV2,
      // @ts-expect-error a text that is no element
      { tag: "button", text: "Ok" } satisfies CardElementV2,
      // @ts-expect-error Markdown on a button
      { tag: "button", text: { tag: "lark_md", content: "x" } } satisfies CardElementV2,
      // @ts-expect-error a form without a name
      { tag: "form", elements: [] } satisfies CardElementV2,
      // @ts-expect-error a form in a column
      { tag: "form", name: "f", elements: [] } satisfies NestedElementV2,
      // @ts-expect-error elements at the root of a 2.0 card
      { schema: "2.0", elements: [] } satisfies CardV2,
      // @ts-expect-error a 2.0 card without its schema
      { body: { elements: [] } } satisfies Card,
      // @ts-expect-error a language that cards do not have
      { tag: "markdown", content: "x", i18n_content: { en: "x" } } satisfies CardElementV2,
      // @ts-expect-error a link without its address
      { tag: "button", behaviors: [{ type: "open_url" }] } satisfies CardElementV2,
    ];
    assert.equal(refused.length, 14);
  });
});
