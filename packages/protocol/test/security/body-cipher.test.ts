import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import { BodyCipher, CIPHER_BLOCK_BYTES } from "../../src/index.ts";
import { webDecrypt, webEncrypt } from "../support/web-crypto.ts";

const KEY = "kudryavka 🔑 密钥";

/** Texts of every length around the cipher's blocks, and some that are long. */
function texts(random: Random): Uint8Array[] {
  const lengths = [...Array(70).keys(), 1_000, 4_096, 100_001];
  return lengths.map((length) => random.bytes(length));
}

describe("BodyCipher beside WebCrypto", () => {
  const seed = seedOfRun();
  const random = new Random(seed);
  const cipher = new BodyCipher(KEY);

  it(`encrypts the same bytes (LARKWIRE_SEED=${seed})`, async () => {
    for (const plain of texts(random)) {
      const iv = random.bytes(CIPHER_BLOCK_BYTES);
      assert.equal(cipher.encrypt(plain, iv), await webEncrypt(KEY, plain, iv));
    }
  });

  it("decrypts what WebCrypto has encrypted", async () => {
    for (const plain of texts(random)) {
      const encrypted = await webEncrypt(KEY, plain, random.bytes(CIPHER_BLOCK_BYTES));
      const result = cipher.decrypt(encrypted);
      assert.deepEqual(result.ok && new Uint8Array(result.plain), plain);
    }
  });

  it("agrees about 3,000 random and damaged ciphertexts: which decrypt, and to what", async () => {
    let decrypted = 0;
    for (let round = 0; round < 3_000; round++) {
      const sealed = random.oneIn(2) ? random.bytes(32 + 16 * random.below(4)) : await damaged(random);
      const ours = cipher.decrypt(Buffer.from(sealed).toString("base64"));
      const theirs = await webDecrypt(KEY, sealed);
      assert.equal(ours.ok, theirs !== undefined);
      if (!ours.ok) assert.equal(ours.fault, "wrong_key_or_damaged");
      else assert.deepEqual(new Uint8Array(ours.plain), theirs);
      if (ours.ok) decrypted += 1;
    }
    assert.ok(decrypted > 50, `only ${decrypted} decrypted, so agreement says little`);
  });

  it("decrypts nothing with another key", async () => {
    const other = new BodyCipher(`${KEY} `);
    const plain = Buffer.from(JSON.stringify({ type: "url_verification" }));
    const encrypted = cipher.encrypt(plain, random.bytes(CIPHER_BLOCK_BYTES));
    const result = other.decrypt(encrypted);
    assert.ok(!result.ok || !Buffer.from(result.plain).equals(plain));
  });
});

describe("BodyCipher, given what is no ciphertext", () => {
  const cipher = new BodyCipher(KEY);
  const encrypted = cipher.encrypt(Buffer.from("hello"), Buffer.alloc(CIPHER_BLOCK_BYTES, 7));

  it("says what is wrong", () => {
    const faults: [string, string][] = [
      ["", "wrong_length"],
      ["==", "wrong_length"],
      ["A", "not_base64"],
      [encrypted.slice(4), "wrong_length"],
      [Buffer.alloc(16).toString("base64"), "wrong_length"],
      [Buffer.alloc(33).toString("base64"), "wrong_length"],
      [`${encrypted.slice(0, 10)} ${encrypted.slice(10)}`, "not_base64"],
      [`${encrypted.slice(0, 10)}é${encrypted.slice(11)}`, "not_base64"],
      [`${encrypted.slice(0, 10)}=${encrypted.slice(11)}`, "not_base64"],
      ['{"a":1}', "not_base64"],
    ];
    for (const [text, fault] of faults) assert.deepEqual(cipher.decrypt(text), { ok: false, fault }, text);
  });

  it("takes base64 without its padding", () => {
    const result = cipher.decrypt(encrypted.replace(/=+$/, ""));
    assert.equal(result.ok && Buffer.from(result.plain).toString(), "hello");
  });

  it("never throws, wherever a ciphertext is cut", () => {
    const long = cipher.encrypt(Buffer.alloc(100, "x"), Buffer.alloc(CIPHER_BLOCK_BYTES, 9));
    const digits = long.replace(/=+$/, "").length;
    for (let length = 0; length < digits; length++) assert.equal(cipher.decrypt(long.slice(0, length)).ok, false);
  });
});

/** A ciphertext with up to three bytes changed: now and then its padding stays whole. */
async function damaged(random: Random): Promise<Uint8Array> {
  const plain = random.bytes(random.below(64));
  const sealed = Buffer.from(await webEncrypt(KEY, plain, random.bytes(CIPHER_BLOCK_BYTES)), "base64");
  for (let changes = random.below(4); changes > 0; changes--) sealed[random.below(sealed.length)] = random.below(256);
  return sealed;
}
