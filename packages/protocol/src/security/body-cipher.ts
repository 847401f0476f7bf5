import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject } from "node:crypto";
import { decodeBase64 } from "./decode-base64.ts";

const ALGORITHM = "aes-256-cbc";

/** Bytes of the initialisation vector in front of the ciphertext, and of a cipher block. */
export const CIPHER_BLOCK_BYTES = 16;

/** Why an encrypted body cannot be read. */
export type DecryptFault = "not_base64" | "wrong_length" | "wrong_key_or_damaged";

export type DecryptResult =
  | { readonly ok: true; readonly plain: Uint8Array }
  | { readonly ok: false; readonly fault: DecryptFault };

/**
 * Encrypts and decrypts webhook bodies: base64 of the initialisation vector and the AES-256-CBC ciphertext with PKCS#7
 * padding; the key is the SHA-256 of the Encrypt Key. Source: the pages on sending events and callbacks to a server.
 *
 * CBC proves nothing about who encrypted. Whether a ciphertext decrypts must not be told to somebody who has not signed
 * it: by asking often enough they could read another one without the key.
 */
export class BodyCipher {
  readonly #key: KeyObject;

  constructor(encryptKey: string) {
    this.#key = createSecretKey(createHash("sha256").update(encryptKey, "utf8").digest());
  }

  /**
   * @param iv {@link CIPHER_BLOCK_BYTES} bytes, never the same twice under one key
   * @returns the value of `encrypt`
   */
  encrypt(plain: Uint8Array, iv: Uint8Array): string {
    const cipher = createCipheriv(ALGORITHM, this.#key, iv);
    return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString("base64");
  }

  /** The plain bytes of the value of `encrypt`. Never throws. */
  decrypt(encrypted: string): DecryptResult {
    const bytes = decodeBase64(encrypted);
    if (bytes === undefined) return { ok: false, fault: "not_base64" };
    if (bytes.length < 2 * CIPHER_BLOCK_BYTES || bytes.length % CIPHER_BLOCK_BYTES !== 0) {
      return { ok: false, fault: "wrong_length" };
    }
    const decipher = createDecipheriv(ALGORITHM, this.#key, bytes.subarray(0, CIPHER_BLOCK_BYTES));
    // The padding is ours to check: the library reports a bad one by throwing, which takes much longer than not to.
    decipher.setAutoPadding(false);
    const head = decipher.update(bytes.subarray(CIPHER_BLOCK_BYTES));
    const tail = decipher.final();
    const plain = withoutPadding(tail.length === 0 ? head : Buffer.concat([head, tail]));
    return plain === undefined ? { ok: false, fault: "wrong_key_or_damaged" } : { ok: true, plain };
  }
}

/** PKCS#7: the last byte says how many were added, and each of those says the same. */
function withoutPadding(padded: Uint8Array): Uint8Array | undefined {
  const count = padded[padded.length - 1] ?? 0;
  if (count < 1 || count > CIPHER_BLOCK_BYTES) return undefined;
  let difference = 0;
  for (let at = padded.length - count; at < padded.length; at++) difference |= (padded[at] ?? 0) ^ count;
  return difference === 0 ? padded.subarray(0, padded.length - count) : undefined;
}
