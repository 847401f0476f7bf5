// What the platform does, a second time and by other means: WebCrypto only, written from the platform's pages and not
// from packages/protocol/src/security.
import type { webcrypto } from "node:crypto";

/** What is signed besides the secret. */
export interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: Uint8Array;
}

/** Lower-case hex of the digest of timestamp, nonce, secret and body. */
export async function webSignature(algorithm: "SHA-256" | "SHA-1", signed: Signed, secret: string): Promise<string> {
  const head = new TextEncoder().encode(signed.timestamp + signed.nonce + secret);
  const all = new Uint8Array(head.length + signed.body.length);
  all.set(head);
  all.set(signed.body, head.length);
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, all));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The value of `encrypt`. */
export async function webEncrypt(encryptKey: string, plain: Uint8Array, iv: Uint8Array): Promise<string> {
  const key = await importKey(encryptKey, "encrypt");
  const sealed = await crypto.subtle.encrypt({ name: "AES-CBC", iv: copy(iv) }, key, copy(plain));
  return Buffer.concat([iv, new Uint8Array(sealed)]).toString("base64");
}

/** The plain bytes behind initialisation vector and ciphertext; `undefined` when they do not decrypt. */
export async function webDecrypt(encryptKey: string, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  const key = await importKey(encryptKey, "decrypt");
  const iv = copy(sealed.subarray(0, 16));
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv }, key, copy(sealed.subarray(16))));
  } catch {
    return undefined;
  }
}

async function importKey(encryptKey: string, use: "encrypt" | "decrypt"): Promise<webcrypto.CryptoKey> {
  const raw = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(encryptKey));
  return crypto.subtle.importKey("raw", raw, "AES-CBC", false, [use]);
}

/** WebCrypto takes no bytes of a buffer that might be shared. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
