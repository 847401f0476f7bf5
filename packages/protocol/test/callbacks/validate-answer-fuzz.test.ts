import assert from "node:assert/strict";
import { it } from "node:test";
import { Random } from "../../../../test/support/random.ts";
import { type AnswerIssue, CALLBACK_TYPES, CLIENT_CODE, validateAnswer } from "../../src/index.ts";
import { randomAnswer, randomOriginal } from "./random-answer.ts";

const VALUES = 20_000;
const LEAST_PER_CODE = 50;
const SEED = 20_251_122;
const CODES: ReadonlySet<number> = new Set(Object.values(CLIENT_CODE));

it(`never throws and says well-formed things about ${VALUES} random answers (seed ${SEED})`, () => {
  const random = new Random(SEED);
  const seen = new Map<number, number>();
  for (let round = 0; round < VALUES; round += 1) {
    const answer = randomAnswer(random);
    const originalCard = randomOriginal(random);
    const type = CALLBACK_TYPES[round % CALLBACK_TYPES.length] ?? "card.action.trigger";
    const issues = validateAnswer(type, answer, { originalCard });
    assert.deepEqual(validateAnswer(type, answer, { originalCard }), issues, "the same question, the same issues");
    for (const issue of issues) assertWellFormed(issue);
    const code = issues[0]?.code ?? 0;
    seen.set(code, (seen.get(code) ?? 0) + 1);
  }
  for (const code of [0, CLIENT_CODE.notOk, CLIENT_CODE.badAnswer, CLIENT_CODE.badCard, CLIENT_CODE.dialectChange]) {
    assert.ok(
      (seen.get(code) ?? 0) >= LEAST_PER_CODE,
      `only ${seen.get(code) ?? 0} values led to ${code}, so they prove little about it`,
    );
  }
});

function assertWellFormed(issue: AnswerIssue): void {
  assert.deepEqual(Object.keys(issue).sort(), ["code", "message", "path"]);
  assert.equal(typeof issue.path, "string");
  assert.ok(CODES.has(issue.code), `unknown code ${issue.code}`);
  assert.match(issue.message, /\.$/s);
  assert.doesNotMatch(issue.message, /undefined|\[object/);
  assert.ok(issue.message.length < 600, issue.message);
}
