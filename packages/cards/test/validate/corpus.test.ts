import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cardRefusal, validateCard } from "../../src/index.ts";
import { BAD_CARDS } from "../corpus/bad-cards.ts";
import { GOOD_V1 } from "../corpus/good-v1.ts";
import { GOOD_V2 } from "../corpus/good-v2.ts";

describe("cards as bots send them", () => {
  const good = [...Object.entries(GOOD_V1), ...Object.entries(GOOD_V2)];

  for (const [name, card] of good) {
    it(`have no fault: ${name} (${card.schema ?? "1.0"})`, () => {
      assert.deepEqual(validateCard(card), []);
      assert.deepEqual(validateCard(JSON.stringify(card), { profile: "lenient" }), []);
    });
  }

  it("are many", () => assert.ok(good.length >= 25));
});

describe("cards with one fault", () => {
  for (const { name, card, rule, at, code, says } of BAD_CARDS) {
    it(`are told by place and code: ${name}`, () => {
      const issues = validateCard(card);
      assert.deepEqual(
        issues.map((issue) => [issue.rule, issue.pointer, issue.subCode ?? issue.code]),
        [[rule, at, code]],
      );
      if (says !== undefined) assert.ok(issues[0]?.message.includes(says), issues[0]?.message);
      assert.equal(cardRefusal(issues)?.issue.rule, rule === "name_missing" ? undefined : rule);
    });
  }

  it("are many", () => assert.ok(BAD_CARDS.length >= 25));
});
