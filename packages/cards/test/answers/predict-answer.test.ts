import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CLIENT_CODE, validateAnswer } from "@larkwire/protocol";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import {
  ANSWER_SHAPES,
  type AnswerPrediction,
  answerTable,
  dialectOf,
  ORIGINAL_CARD_KINDS,
  type OriginalCard,
  originalCardOf,
  predictAnswer,
  predictAnswerCode,
} from "../../src/index.ts";
import { ANSWERS, randomAnswer } from "../support/answers.ts";

const ANSWERS_BY_CHANCE = 20_000;
const CODES: ReadonlySet<number> = new Set([0, ...Object.values(CLIENT_CODE)]);

/** What the shallow check of the protocol, which knows no table, says about the same question. */
function shallowCode(original: OriginalCard, answer: unknown): number {
  const schema = dialectOf(original);
  const originalCard = schema === undefined ? undefined : { schema, body: {}, elements: [] };
  return validateAnswer("card.action.trigger", answer, { originalCard })[0]?.code ?? 0;
}

/** Whether both agree: where the shallow check finds nothing, a card may still be wrong inside. */
function agrees(original: OriginalCard, answer: unknown, { code, shape, effect }: AnswerPrediction): boolean {
  if (effect === "not_asked") return code === 0;
  const shallow = shallowCode(original, answer);
  if (shallow !== 0) return code === shallow;
  return code === 0 || (code === CLIENT_CODE.badCard && shape.startsWith("bad_card"));
}

describe("predictAnswer", () => {
  for (const shape of ANSWER_SHAPES) {
    it(`knows an answer of the shape ${shape}, and says what the table says`, () => {
      for (const kind of ORIGINAL_CARD_KINDS) {
        const row = answerTable().find((candidate) => candidate.original === kind && candidate.shape === shape);
        for (const answer of ANSWERS[shape]) {
          const prediction = predictAnswer({ kind }, answer);
          assert.equal(prediction.shape, shape);
          assert.equal(prediction.code, row?.code);
          assert.equal(prediction.effect, row?.effect);
          assert.match(prediction.reason, /\.$/);
          assert.ok(agrees({ kind }, answer, prediction), `${kind}: ${prediction.code}`);
        }
      }
    });
  }

  it("tells the change from 2.0 to 1.0 from any other wrong card", () => {
    const v1 = { card: { type: "raw", data: { elements: [{ tag: "hr" }] } } };
    const v2 = { card: { type: "raw", data: { schema: "2.0", body: { elements: [] } } } };
    assert.equal(predictAnswerCode({ kind: "v2" }, v1), CLIENT_CODE.dialectChange);
    assert.equal(predictAnswerCode({ kind: "entity" }, v1), CLIENT_CODE.dialectChange);
    assert.equal(predictAnswerCode({ kind: "v1_shared" }, v2), CLIENT_CODE.badCard);
    assert.equal(predictAnswerCode({ kind: "template" }, v1), 0);
    assert.equal(predictAnswerCode({ kind: "template", dialect: "2.0" }, v1), CLIENT_CODE.dialectChange);
  });

  it("says where the card is wrong inside", () => {
    const data = { schema: "2.0", body: { elements: [{ tag: "button", txt: "Go" }] } };
    const { code, reason, cardIssues } = predictAnswer({ kind: "v2" }, { card: { type: "raw", data } });
    assert.equal(code, CLIENT_CODE.badCard);
    assert.match(reason, /^ROOT -> body -> elements -> \[0\]\(tag: button\) -> txt: .*Write "text"\.$/);
    assert.equal(cardIssues[0]?.rule, "unknown_property");
  });

  it("judges the card in the answer by the profile", () => {
    const elements = Array.from({ length: 20 }, () => ({ tag: "markdown", content: "x".repeat(2_000) }));
    const answer = { card: { type: "raw", data: { schema: "2.0", body: { elements } } } };
    assert.equal(predictAnswerCode({ kind: "v2" }, answer), CLIENT_CODE.badCard);
    assert.equal(predictAnswerCode({ kind: "v2" }, answer, { profile: "lenient" }), 0);
  });

  const seed = seedOfRun();
  it(`agrees with the protocol's shallow check about ${ANSWERS_BY_CHANCE} answers (seed ${seed})`, () => {
    const random = new Random(seed);
    const seen = new Map<number, number>();
    for (let round = 0; round < ANSWERS_BY_CHANCE; round++) {
      const original: OriginalCard = {
        kind: random.pick(ORIGINAL_CARD_KINDS),
        dialect: random.oneIn(2) ? undefined : random.pick(["1.0", "2.0"]),
      };
      const answer = randomAnswer(random);
      const prediction = predictAnswer(original, answer);
      if (!agrees(original, answer, prediction) || !CODES.has(prediction.code)) {
        assert.fail(
          `${original.kind} ${original.dialect}: ${prediction.code} ${prediction.shape}, ${shallowCode(original, answer)}`,
        );
      }
      seen.set(prediction.code, (seen.get(prediction.code) ?? 0) + 1);
    }
    for (const code of [0, CLIENT_CODE.notOk, CLIENT_CODE.badAnswer, CLIENT_CODE.badCard, CLIENT_CODE.dialectChange]) {
      assert.ok((seen.get(code) ?? 0) > 200, `only ${seen.get(code) ?? 0} answers led to ${code}`);
    }
  });
});

describe("answerTable", () => {
  it("has every kind of card with every shape, and a source for each", () => {
    const rows = answerTable();
    assert.equal(rows.length, ORIGINAL_CARD_KINDS.length * ANSWER_SHAPES.length);
    for (const { code, source, effect } of rows) {
      assert.ok(CODES.has(code) && source.length > 5);
      assert.equal(effect === "refused", code !== 0);
    }
  });
});

describe("originalCardOf", () => {
  it("tells the kind of a card from its content", () => {
    const kindOf = (content: unknown): string => originalCardOf(content).kind;
    assert.equal(kindOf({ elements: [] }), "v1_exclusive");
    assert.equal(kindOf({ config: { update_multi: true }, elements: [] }), "v1_shared");
    assert.equal(kindOf({ schema: "2.0" }), "v2");
    assert.equal(kindOf(JSON.stringify({ schema: "2.0", config: { streaming_mode: true } })), "v2_streaming");
    assert.equal(kindOf({ type: "template", data: { template_id: "AAq" } }), "template");
    assert.equal(kindOf({ type: "card", data: { card_id: "73" } }), "entity");
  });
});
