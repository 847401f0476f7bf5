import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import { eventSignature, legacyCardSignature } from "../../src/index.ts";
import { digestByObject, digestInOneCall } from "../../src/security/hex-digest.ts";
import { type Signed, webSignature } from "../support/web-crypto.ts";

const seed = seedOfRun();
const random = new Random(seed);

function anything(): Signed {
  const text = (): string => Buffer.from(random.bytes(random.below(24))).toString("utf8");
  return { timestamp: text(), nonce: text(), body: random.bytes(random.below(300)) };
}

describe("signatures beside WebCrypto", () => {
  it(`are the same for 500 random requests (LARKWIRE_SEED=${seed})`, async () => {
    for (let round = 0; round < 500; round++) {
      const signed = anything();
      const secret = random.pick(["secret", "密钥 🔑", "x".repeat(32)]);
      assert.equal(eventSignature(signed, secret), await webSignature("SHA-256", signed, secret));
      assert.equal(legacyCardSignature(signed, secret), await webSignature("SHA-1", signed, secret));
    }
  });

  it("are the same by either way that Node has to make a digest", async () => {
    for (let round = 0; round < 200; round++) {
      const { timestamp, nonce, body } = anything();
      const text = `${timestamp}${nonce}`;
      const expected = await webSignature("SHA-256", { timestamp, nonce, body }, "");
      assert.deepEqual(
        [digestByObject("sha256", text, body), digestInOneCall("sha256", text, body)],
        [expected, expected],
      );
    }
  });

  it("change with every bit of the body, with timestamp, nonce and secret", () => {
    const signed = { timestamp: "1700000000", nonce: "nonce", body: Buffer.from('{"encrypt":"a"}') };
    const seen = new Set([eventSignature(signed, "secret"), eventSignature(signed, "Secret")]);
    seen.add(eventSignature({ ...signed, timestamp: "1700000001" }, "secret"));
    seen.add(eventSignature({ ...signed, nonce: "once" }, "secret"));
    for (let bit = 0; bit < signed.body.length * 8; bit++) {
      const body = Buffer.from(signed.body);
      body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      seen.add(eventSignature({ ...signed, body }, "secret"));
    }
    assert.equal(seen.size, 4 + signed.body.length * 8);
  });

  it("cover the bytes as they are, whatever is around them in memory", () => {
    const whole = Buffer.from("before{}after");
    const view = whole.subarray(6, 8);
    const signed = { timestamp: "1", nonce: "2", body: view };
    assert.equal(eventSignature(signed, "s"), eventSignature({ ...signed, body: Uint8Array.from(view) }, "s"));
  });
});
