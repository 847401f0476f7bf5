import assert from "node:assert/strict";
import { test } from "node:test";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import { equalSecrets } from "../../src/index.ts";

const TEXTS = [
  "",
  "a",
  "b",
  "aa",
  "ab",
  "a\0",
  "\0",
  "\0\0",
  "密",
  "密钥",
  "密\0",
  "é",
  "e\u0301",
  "🔑",
  "\ud83d",
  "\udd11",
];

test("two secrets are equal exactly when they are the same text", () => {
  // Half of a surrogate pair has no bytes of its own, so those two are the same on any wire.
  const wireText = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
  for (const one of TEXTS) {
    for (const other of TEXTS) {
      assert.equal(equalSecrets(one, other), wireText(one) === wireText(other), JSON.stringify([one, other]));
    }
  }
});

const seed = seedOfRun();

test(`a secret that is cut, lengthened or changed in one place is another one (LARKWIRE_SEED=${seed})`, () => {
  const random = new Random(seed);
  for (let round = 0; round < 1_000; round++) {
    const secret = Buffer.from(random.bytes(1 + random.below(40))).toString("hex");
    const at = random.below(secret.length);
    const changed = `${secret.slice(0, at)}${secret[at] === "0" ? "1" : "0"}${secret.slice(at + 1)}`;
    for (const other of [secret.slice(0, at), `${secret}0`, `${secret}\0`, changed, ""]) {
      assert.equal(equalSecrets(secret, other), false, `${secret} ${other}`);
    }
    assert.equal(equalSecrets(secret, secret.split("").join("")), true);
  }
});
