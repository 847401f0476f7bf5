import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CLIENT_CODE, DISCOVERY_CODE, explainCode, PLATFORM_CODES } from "../../src/index.ts";

describe("the list of platform codes", () => {
  for (const [seenBy, constants] of [
    ["clicker", CLIENT_CODE],
    ["client", DISCOVERY_CODE],
  ] as const) {
    for (const [name, code] of Object.entries(constants)) {
      it(`explains ${code} under its constant's name, ${name}`, () => {
        assert.equal(explainCode(code)?.name, name);
        assert.equal(explainCode(code)?.seenBy, seenBy);
      });
    }
  }

  it("explains the codes of the reference that have no constant", () => {
    for (const code of [200_345, 200_346, 200_347]) assert.equal(explainCode(code)?.name, "notConfigured");
  });

  it("has each code once, with every text filled", () => {
    assert.equal(new Set(PLATFORM_CODES.map((entry) => entry.code)).size, PLATFORM_CODES.length);
    for (const { code, meaning, nextStep, source } of PLATFORM_CODES) {
      assert.match(meaning, /^\p{Lu}.*\.$/u, String(code));
      assert.match(nextStep, /^\p{Lu}.*\.$/u, String(code));
      assert.notEqual(source, "", String(code));
    }
  });

  it("does not invent an explanation", () => {
    for (const code of [-1, 200, 200_344, Number.NaN]) assert.equal(explainCode(code), undefined);
  });
});
