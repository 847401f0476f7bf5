import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Ajv } from "ajv";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import { CARD_RULES, type CardDialect, type CardIssue, cardSchema, validateCard } from "../../src/index.ts";
import { type Mutation, spoilt } from "../support/mutation.ts";
import { MUTATIONS } from "../support/mutations.ts";
import { type JsonObject, randomCard } from "../support/random-card.ts";

const CARDS = 20_000;
const LEAST_PER_MUTATION = 60;

/** Rules that the JSON Schema has, too; of the others it cannot know. */
const IN_SCHEMA: ReadonlySet<string> = new Set([
  "unknown_property",
  "missing_property",
  "wrong_type",
  "wrong_value",
  "raw_color",
  "text_too_long",
  "too_many_items",
  "missing_tag",
  "unknown_tag",
  "removed_tag",
  "wrong_place",
  "element_id_format",
  "form_name_missing",
  "url_scheme",
]);

/** Rules that the JSON Schema has in part: for numbers but not for lengths, for a spec's type but not for its members. */
const PARTLY_IN_SCHEMA: ReadonlySet<string> = new Set(["out_of_range", "chart_spec", "table_row"]);

const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false });
const schemas = { "1.0": ajv.compile(cardSchema("1.0")), "2.0": ajv.compile(cardSchema("2.0")) };

/** Whether schema and validator say the same of a card; what each says, when they do not. */
function disagreement(card: JsonObject, dialect: CardDialect, issues: CardIssue[], beyondSchema: boolean): string {
  const errors = issues.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
  const seen = errors.some((rule) => IN_SCHEMA.has(rule) || (PARTLY_IN_SCHEMA.has(rule) && !beyondSchema));
  const validate = schemas[dialect];
  if (validate(card) === !seen) return "";
  return `schema: ${JSON.stringify(validate.errors)}, validator: ${errors.join(", ")}, card: ${JSON.stringify(card)}`;
}

describe("generated cards", () => {
  const seed = seedOfRun();

  it(`${CARDS} cards: the good ones pass, each way to spoil one gives its rule, and the schema agrees (seed ${seed})`, () => {
    const random = new Random(seed);
    const applied = new Map<Mutation, number>();
    for (let round = 0; round < CARDS; round++) {
      const dialect = random.oneIn(2) ? "1.0" : "2.0";
      const card = randomCard(random, dialect);
      assert.deepEqual(validateCard(card), []);
      assert.equal(disagreement(card, dialect, [], false), "");

      const mutation = leastTried(applied);
      const bad = spoilt(mutation, card, random);
      if (bad === undefined) continue;
      applied.set(mutation, (applied.get(mutation) ?? 0) + 1);
      const issues = validateCard(bad);
      const rules = issues.map(({ rule }) => rule);
      if (!rules.includes(mutation.rule))
        assert.fail(`${mutation.name}: ${rules.join(", ")} in ${JSON.stringify(bad)}`);
      assert.equal(disagreement(bad, dialect, issues, mutation.beyondSchema === true), "");
      for (const issue of issues) assertWellFormed(issue);
    }
    for (const mutation of MUTATIONS) {
      const times = applied.get(mutation) ?? 0;
      assert.ok(times >= LEAST_PER_MUTATION, `"${mutation.name}" was tried only ${times} times`);
    }
  });

  it("there is a way to spoil a card for every rule that does not ask the world, the content as a whole apart", () => {
    const spoiltRules: ReadonlySet<string> = new Set(MUTATIONS.map(({ rule }) => rule));
    const others = [
      "not_json",
      "not_a_card",
      "wrapped_card",
      "unknown_schema",
      "template_reference",
      "entity_reference",
    ];
    const world = ["unknown_user", "unknown_image"];
    const missing = Object.keys(CARD_RULES).filter((rule) => !spoiltRules.has(rule));
    assert.deepEqual(missing.sort(), [...others, ...world].sort());
  });
});

/** Few cards can be spoilt in some ways: those have their turn until they had it as often as the others. */
function leastTried(applied: ReadonlyMap<Mutation, number>): Mutation {
  const times = (mutation: Mutation): number => applied.get(mutation) ?? 0;
  return MUTATIONS.reduce((least, mutation) => (times(mutation) < times(least) ? mutation : least));
}

function assertWellFormed(issue: CardIssue): void {
  assert.match(issue.path, /^ROOT( -> .+)*$/);
  assert.match(issue.pointer, /^(\/.+)*$/);
  assert.match(issue.message, /^[^a-z].*\.$/s);
  assert.doesNotMatch(issue.message, /undefined|\[object|NaN/);
  assert.ok(issue.message.length < 700, issue.message);
  assert.equal(issue.severity === "error", issue.code > 0);
}
