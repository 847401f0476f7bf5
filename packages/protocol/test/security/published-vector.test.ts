import assert from "node:assert/strict";
import { test } from "node:test";
import { BodyCipher } from "../../src/index.ts";

/** Source: the page on receiving events. */
const PUBLISHED = {
  key: "test key",
  encrypted: "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=",
  plain: "hello world",
};

test("the published ciphertext decrypts to the published text, and back", () => {
  const cipher = new BodyCipher(PUBLISHED.key);
  const result = cipher.decrypt(PUBLISHED.encrypted);
  assert.ok(result.ok);
  assert.equal(Buffer.from(result.plain).toString("utf8"), PUBLISHED.plain);
  const iv = Buffer.from(PUBLISHED.encrypted, "base64").subarray(0, 16);
  assert.equal(cipher.encrypt(result.plain, iv), PUBLISHED.encrypted);
});
