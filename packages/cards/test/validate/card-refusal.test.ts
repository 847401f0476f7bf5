import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CARD_RULES, cardErrorText, cardRefusal, validateCard } from "../../src/index.ts";

const plain = (content: string): object => ({ tag: "plain_text", content });
const v2 = (...elements: unknown[]): object => ({ schema: "2.0", body: { elements } });

/** The text with which the platform refuses a card. */
function textOf(card: unknown): string | undefined {
  return cardRefusal(validateCard(card))?.msg;
}

describe("cardRefusal", () => {
  it("writes what the platform was seen to write", () => {
    assert.equal(
      textOf(v2({ tag: "hr" }, { tag: "action", actions: [] })),
      "Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body -> elements -> [1](tag: action); ErrMsg: cards of schema V2 no longer support this capability; ErrorValue: unsupported tag action; ",
    );
    assert.equal(
      textOf(v2({ tag: "hr" }, { tag: "hr" }, { tag: "hr" }, { tag: "column_set", columns: [], type: 1 })),
      "Failed to create card content, ext=ErrCode: 200621; ErrMsg: parse card json err, please check whether the card json is correct; ErrorValue: unknown property, property: type, path: ROOT -> body -> elements -> [3](tag: column_set); ",
    );
    assert.equal(
      textOf(v2(...Array.from({ length: 6 }, () => ({ tag: "table", columns: [], rows: [] })))),
      "Failed to create card content, ext=ErrCode: 11310; ErrPath: ROOT -> body -> elements -> [5](tag: table); ErrMsg: card table number over limit; ErrorValue: table; ",
    );
    assert.equal(
      textOf({
        elements: [
          { tag: "hr" },
          { tag: "form", elements: [{ tag: "button", name: "b", action_type: "form_submit" }] },
        ],
      }),
      "Failed to create card content, ext=ErrCode: 11310; ErrPath: ROOT -> elements -> [1](tag: form); ErrMsg: form's name is required and can not be empty string; ",
    );
  });

  it("decides by length first, then by what does not parse, then by the card's order", () => {
    const long = { tag: "markdown", content: "通".repeat(11_000) };
    const raw = { tag: "column_set", columns: [], background_style: "#fff" };
    const unknown = { tag: "hr", colour: "red" };
    assert.equal(cardRefusal(validateCard(v2(raw, unknown, long)))?.code, 230_025);
    assert.equal(cardRefusal(validateCard(v2(raw, unknown)))?.subCode, 200_621);
    assert.equal(cardRefusal(validateCard(v2(raw, { tag: "audio", file_key: "f" })))?.issue.rule, "raw_color");
  });

  it("takes a card with warnings, and one that fails only when it is clicked", () => {
    const warned = validateCard({ elements: [{ tag: "button", text: plain("Go"), colour: 1 }] });
    assert.deepEqual(
      warned.map(({ severity, code }) => [severity, code]),
      [
        ["warning", 0],
        ["warning", 0],
      ],
    );
    assert.equal(cardRefusal(warned), undefined);
    const submit = { tag: "button", text: plain("Go"), form_action_type: "submit" };
    const nameless = validateCard(v2({ tag: "form", name: "f", elements: [submit] }));
    assert.deepEqual(
      nameless.map(({ code }) => code),
      [200_530],
    );
    assert.equal(cardRefusal(nameless), undefined);
  });

  it("knows CardKit's own codes", () => {
    const codeOf = (card: unknown): unknown => cardRefusal(validateCard(card), "cardkit")?.code;
    assert.equal(codeOf(v2({ tag: "hr", element_id: "a" }, { tag: "hr", element_id: "a" })), 300_301);
    assert.equal(codeOf(v2(...Array.from({ length: 201 }, () => ({ tag: "hr" })))), 300_305);
    assert.equal(codeOf(v2({ tag: "markdown", content: "通".repeat(11_000) })), 200_860);
    assert.equal(codeOf({ schema: "2.0", config: { update_multi: false } }), 300_302);
    assert.equal(codeOf(v2({ tag: "note", elements: [] })), 200_861);
  });
});

describe("the profiles", () => {
  const rulesOf = (card: unknown, profile: "strict" | "lenient"): string[] =>
    validateCard(card, { profile })
      .filter(({ severity }) => severity === "error")
      .map(({ rule }) => rule);
  const bytes = (count: number): object =>
    v2(...Array.from({ length: count }, () => ({ tag: "markdown", content: "x".repeat(1_000) })));
  const elements = (count: number): object => v2(...Array.from({ length: count }, () => ({ tag: "hr" })));

  it("differ in what was measured: bytes and elements", () => {
    assert.deepEqual([rulesOf(bytes(28), "strict"), rulesOf(bytes(31), "strict")], [[], ["card_too_long"]]);
    assert.deepEqual([rulesOf(bytes(31), "lenient"), rulesOf(bytes(131), "lenient")], [[], []]);
    assert.deepEqual(rulesOf(bytes(165), "lenient"), ["card_too_long"]);
    assert.deepEqual([rulesOf(elements(200), "strict"), rulesOf(elements(201), "strict")], [[], ["too_many_elements"]]);
    assert.deepEqual(
      [rulesOf(elements(199), "lenient"), rulesOf(elements(200), "lenient")],
      [[], ["too_many_elements"]],
    );
  });

  it("say in the message which of them refuses", () => {
    const messageOf = (profile: "strict" | "lenient"): string =>
      validateCard(elements(201), { profile })[0]?.message ?? "";
    assert.match(messageOf("strict"), /at most 200 are taken \(strict\)/);
    assert.match(messageOf("lenient"), /at most 199 are taken \(lenient\)/);
  });

  it("agree on tables, and not on those in one text", () => {
    const table = "| a |\n|---|\n| 1 |\n\n";
    const one = v2({ tag: "markdown", content: table.repeat(5) });
    assert.deepEqual([rulesOf(one, "strict"), rulesOf(one, "lenient")], [["too_many_markdown_tables"], []]);
    const two = v2({ tag: "markdown", content: table.repeat(3) }, { tag: "markdown", content: table.repeat(3) });
    assert.deepEqual([rulesOf(two, "strict"), rulesOf(two, "lenient")], [["too_many_tables"], ["too_many_tables"]]);
  });

  it("count tables of each language of a 1.0 card apart", () => {
    const five = Array.from({ length: 5 }, () => ({ tag: "table", columns: [], rows: [] }));
    assert.deepEqual(rulesOf({ i18n_elements: { zh_cn: five, en_us: five } }, "strict"), []);
  });
});

describe("what is known of the world", () => {
  const card = v2(
    { tag: "person", user_id: "ou_1" },
    { tag: "img", img_key: "img_1", alt: plain("x") },
    { tag: "select_person", options: [{ value: "ou_2" }] },
  );

  it("refuses people and images that nobody knows", () => {
    const issues = validateCard(card, { isUser: (id) => id === "ou_1", isImage: () => false });
    assert.deepEqual(
      issues.map(({ pointer, subCode }) => [pointer, subCode]),
      [
        ["/body/elements/1/img_key", 200_570],
        ["/body/elements/2/options/0/value", 100_290],
      ],
    );
    const [image] = issues;
    assert.ok(image !== undefined && cardErrorText(image).includes("ErrorValue: image key img_1; "));
  });

  it("refuses nothing of it when nothing is known", () => assert.deepEqual(validateCard(card), []));
});

describe("the rules", () => {
  it("give a code for every error and none for advice", () => {
    for (const [rule, { strict, lenient, code, errMsg, grade }] of Object.entries(CARD_RULES)) {
      const refuses = strict === "error" || lenient === "error";
      assert.equal(code !== 0 && errMsg !== "", refuses, rule);
      assert.ok(["documented", "observed", "inferred"].includes(grade));
      assert.ok(!(strict === "warning" && lenient === "error"), `${rule} is stricter in the lenient profile`);
    }
  });
});
