import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  cardDialect,
  originalCardOf,
  predictAnswer,
  readCardContent,
  validateCard,
  walkCard,
} from "../../src/index.ts";

/** Of the processor, for all that is done with one content. */
const MAX_CPU_MS = 2_000;

const cycle: Record<string, unknown> = { schema: "2.0" };
cycle.body = { elements: [cycle] };
const revoked = Proxy.revocable({}, {});
revoked.revoke();

function deep(levels: number): object {
  let value: object = { tag: "hr" };
  for (let level = 0; level < levels; level++) value = { tag: "collapsible_panel", header: {}, elements: [value] };
  return { schema: "2.0", body: { elements: [value] } };
}

const HOSTILE: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  null: null,
  "a number": 7,
  "an empty text": "",
  "text that is no JSON": "{",
  "a text in a text": '"{}"',
  "a cycle": cycle,
  "a BigInt": { schema: "2.0", config: 1n },
  "a function": () => ({}),
  "a revoked proxy": revoked.proxy,
  "a getter that throws": {
    get elements(): unknown {
      throw new Error("no elements today");
    },
  },
  "brackets without end": "[".repeat(500_000),
  "objects inside each other, as text": ['{"elements":'.repeat(60_000), 1, "}".repeat(60_000)].join(""),
  "containers inside each other": deep(2_000),
  "keys of Object.prototype": JSON.parse(
    '{"__proto__":{"tag":"hr"},"constructor":1,"elements":[{"tag":"__proto__"},{"tag":"constructor","toString":2}]}',
  ),
  "locales of Object.prototype": JSON.parse('{"i18n_elements":{"__proto__":[{"tag":"hr"}],"constructor":[]}}'),
  "an array with holes": { elements: [undefined, null, [], [[]], { tag: null }, { tag: {} }, { tag: "" }] },
  "50,000 elements": { schema: "2.0", body: { elements: Array.from({ length: 50_000 }, () => ({ tag: "hr" })) } },
  "50,000 unknown properties": {
    elements: [Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, 1]))],
  },
  "a long line of bars": {
    schema: "2.0",
    body: { elements: [{ tag: "markdown", content: `${"|-".repeat(100_000)}\n${"|-".repeat(100_000)}x` }] },
  },
  "a long run of blanks": {
    schema: "2.0",
    body: { elements: [{ tag: "markdown", content: `| a |\n|${" ".repeat(200_000)}x` }] },
  },
  "a length of many digits": {
    schema: "2.0",
    body: { elements: [{ tag: "hr", margin: `${"9".repeat(200_000)}px!` }] },
  },
  "a link of many characters": { schema: "2.0", card_link: { url: "h".repeat(200_000) } },
};

describe("content of any kind", () => {
  for (const [name, content] of Object.entries(HOSTILE)) {
    it(`never throws and takes little time: ${name}`, () => {
      const start = process.cpuUsage();
      for (const profile of ["strict", "lenient"] as const) {
        const issues = validateCard(content, { profile });
        assert.ok(issues.length <= 100);
        for (const { message } of issues) assert.ok(message.length < 700, message);
      }
      predictAnswer({ kind: "v2" }, { card: { type: "raw", data: content } });
      predictAnswer({ kind: "v2" }, content);
      readCardContent(content);
      originalCardOf(content);
      cardDialect(content);
      const { user, system } = process.cpuUsage(start);
      assert.ok((user + system) / 1_000 < MAX_CPU_MS);
    });
  }

  it("is walked without an end in sight", () => {
    assert.ok([...walkCard(deep(2_000))].length < 100);
    assert.ok([...walkCard(cycle)].length < 100);
  });

  it("is not read further when it is longer than any card", () => {
    const issues = validateCard("[".repeat(2 * 1024 * 1024), { profile: "lenient" });
    assert.deepEqual(
      issues.map(({ rule }) => rule),
      ["card_too_long"],
    );
  });

  it("gives as many issues as were asked for", () => {
    const card = { schema: "2.0", body: { elements: Array.from({ length: 50 }, () => ({ tag: "marquee" })) } };
    assert.equal(validateCard(card, { maxIssues: 7 }).length, 7);
  });

  it("gives errors before warnings where there are too many of both", () => {
    const unknown = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`k${index}`, 1]));
    const issues = validateCard({ ...unknown, elements: [{ tag: "marquee" }] });
    assert.equal(issues.length, 100);
    assert.deepEqual(
      issues.filter(({ severity }) => severity === "error").map(({ rule }) => rule),
      ["unknown_tag"],
    );
  });

  it("is no excuse for options that do not exist", () => {
    assert.throws(
      () => validateCard({}, { profile: "loose" as "strict" }),
      /no profile "loose": write "strict" or "lenient"/,
    );
    assert.throws(() => validateCard({}, { maxIssues: 0 }), /maxIssues is 0/);
  });
});
