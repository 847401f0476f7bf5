import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cardDialect, cardPointer, formatCardPath, readCardContent, valueAt } from "../../src/index.ts";

describe("cardDialect", () => {
  it("reads the schema, of objects and of JSON text", () => {
    assert.equal(cardDialect({ elements: [] }), "1.0");
    assert.equal(cardDialect({}), "1.0");
    assert.equal(cardDialect({ schema: "1.0" }), "1.0");
    assert.equal(cardDialect({ schema: null }), "1.0");
    assert.equal(cardDialect('{"schema":"2.0"}'), "2.0");
  });

  it("is undefined for all that is no card written out", () => {
    for (const content of [
      2,
      "x",
      [],
      null,
      { schema: 2 },
      { type: "template", data: {} },
      { type: "card", data: {} },
    ]) {
      assert.equal(cardDialect(content), undefined);
    }
  });
});

describe("readCardContent", () => {
  it("tells a card from a template, a card entity and what is nothing of these", () => {
    const kindOf = (content: unknown): string => readCardContent(content).kind;
    assert.equal(kindOf({ schema: "3.0" }), "card");
    assert.equal(kindOf('{"type":"template","data":{}}'), "template");
    assert.equal(kindOf({ type: "card" }), "entity");
    assert.equal(kindOf("null"), "unreadable");
  });
});

describe("paths", () => {
  it("are written as JSON Pointers, and as the platform does, whatever the keys are", () => {
    const path = ["i18n_elements", "a/b~c", 0, "text"];
    assert.equal(cardPointer(path), "/i18n_elements/a~1b~0c/0/text");
    assert.equal(formatCardPath({ i18n_elements: {} }, path), "ROOT -> i18n_elements -> a/b~c -> [0] -> text");
    assert.equal(cardPointer([]), "");
  });
});

describe("valueAt", () => {
  it("follows a path, and finds nothing beyond the card's own members", () => {
    const card = { body: { elements: [{ tag: "hr" }] } };
    assert.equal(valueAt(card, ["body", "elements", 0, "tag"]), "hr");
    assert.equal(valueAt(card, ["body", "elements", 1, "tag"]), undefined);
    assert.equal(valueAt(card, ["constructor"]), undefined);
    assert.equal(valueAt(card, []), card);
  });
});
