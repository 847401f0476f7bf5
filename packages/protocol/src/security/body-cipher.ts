import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject } from "node:crypto";

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
    if (!BASE64.test(encrypted)) return { ok: false, fault: "not_base64" };
    const bytes = Buffer.from(encrypted, "base64");
    if (bytes.length < 2 * CIPHER_BLOCK_BYTES || bytes.length % CIPHER_BLOCK_BYTES !== 0) {
      return { ok: false, fault: "wrong_length" };
    }
    try {
      const decipher = createDecipheriv(ALGORITHM, this.#key, bytes.subarray(0, CIPHER_BLOCK_BYTES));
      const head = decipher.update(bytes.subarray(CIPHER_BLOCK_BYTES));
      return { ok: true, plain: Buffer.concat([head, decipher.final()]) };
    } catch {
      return { ok: false, fault: "wrong_key_or_damaged" };
    }
  }
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
