import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type Decipher,
  type KeyObject,
} from "node:crypto";
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
  /**
   * One for all bodies, because to make one costs several times what it does. In CBC a block only needs the ciphertext in
   * front of it: what was decrypted before changes the first block alone, and there the initialisation vector stands.
   */
  readonly #decipher: Decipher;
  /** Where ciphertexts of usual length are decoded. */
  readonly #scratch = Buffer.alloc(SCRATCH_BYTES);

  constructor(encryptKey: string) {
    this.#key = createSecretKey(createHash("sha256").update(encryptKey, "utf8").digest());
    this.#decipher = createDecipheriv(ALGORITHM, this.#key, new Uint8Array(CIPHER_BLOCK_BYTES));
    // The padding is ours to check: otherwise the last block is held back, and a bad one is an exception.
    this.#decipher.setAutoPadding(false);
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
    const room = encrypted.length <= SCRATCH_BYTES ? this.#scratch : Buffer.allocUnsafe(encrypted.length);
    const length = decodeBase64(encrypted, room);
    if (length === undefined) return { ok: false, fault: "not_base64" };
    if (length < 2 * CIPHER_BLOCK_BYTES || length % CIPHER_BLOCK_BYTES !== 0) {
      return { ok: false, fault: "wrong_length" };
    }
    const plain = withoutPadding(this.#decipher.update(room.subarray(0, length)));
    return plain === undefined ? { ok: false, fault: "wrong_key_or_damaged" } : { ok: true, plain };
  }
}

/** Longer ciphertexts are decoded in memory of their own. */
const SCRATCH_BYTES = 16 * 1024;

/**
 * Takes off the first block, in the place of the initialisation vector, and the padding. PKCS#7: the last byte says how
 * many were added, and each of those says the same.
 */
function withoutPadding(padded: Uint8Array): Uint8Array | undefined {
  const end = padded.length - (padded[padded.length - 1] ?? 0);
  const count = padded.length - end;
  if (count < 1 || count > CIPHER_BLOCK_BYTES) return undefined;
  let difference = 0;
  for (let at = end; at < padded.length; at++) difference |= (padded[at] ?? 0) ^ count;
  return difference === 0 ? padded.subarray(CIPHER_BLOCK_BYTES, end) : undefined;
}
