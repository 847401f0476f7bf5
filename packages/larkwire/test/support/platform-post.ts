import { webEncrypt, webSignature } from "../../../protocol/test/support/web-crypto.ts";
import type { Post } from "./webhook-server.ts";

export const ENCRYPT_KEY = "planted-encrypt-key-00000000";
export const VERIFICATION_TOKEN = "planted-verification-token";

/** How a request differs from what the platform sends to an app with an Encrypt Key. */
export interface PostOptions {
  /** Default {@link ENCRYPT_KEY}. */
  readonly encryptKey?: string;
  /** Seconds since 1970, as the platform writes them. Default: now. */
  readonly timestamp?: string;
  /** Default: a new one. */
  readonly nonce?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8", "user-agent": "Go-http-client/1.1" };

/** Encrypted and signed, as events and callbacks come to an app with an Encrypt Key. */
export async function sealedPost(body: object | string | Uint8Array, options: PostOptions = {}): Promise<Post> {
  return signedPost(await seal(body, options.encryptKey), options);
}

/** Signed as an event, whatever the body. */
export async function signedPost(body: object | string | Uint8Array, options: PostOptions = {}): Promise<Post> {
  return sign("SHA-256", bytesOf(body), options.encryptKey ?? ENCRYPT_KEY, options);
}

/** A legacy card callback: plain, and signed with the Verification Token. */
export async function legacyPost(
  body: object | string,
  options: PostOptions & { readonly token?: string } = {},
): Promise<Post> {
  return sign("SHA-1", bytesOf(body), options.token ?? VERIFICATION_TOKEN, options);
}

/** Not signed at all, as events come to an app without an Encrypt Key. */
export function plainPost(body: object | string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Post {
  return { body: bytesOf(body), headers: { ...JSON_HEADERS, ...headers } };
}

/** `{"encrypt":"…"}` around a body. */
export async function seal(body: object | string | Uint8Array, encryptKey: string = ENCRYPT_KEY): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(16));
  return JSON.stringify({ encrypt: await webEncrypt(encryptKey, bytesOf(body), iv) });
}

/** What the console sends when a request URL is saved. */
export function urlVerification(
  challenge: string = "challenge-ajls384kdjx98XX",
  token: string = VERIFICATION_TOKEN,
): object {
  return { challenge, token, type: "url_verification" };
}

async function sign(
  algorithm: "SHA-256" | "SHA-1",
  body: Uint8Array,
  secret: string,
  options: PostOptions,
): Promise<Post> {
  const { timestamp = String(Math.floor(Date.now() / 1_000)), nonce = String(Math.random()).slice(2) } = options;
  const headers = {
    ...JSON_HEADERS,
    "X-Lark-Request-Timestamp": timestamp,
    "X-Lark-Request-Nonce": nonce,
    "X-Lark-Signature": await webSignature(algorithm, { timestamp, nonce, body }, secret),
    ...options.headers,
  };
  return { body, headers };
}

function bytesOf(body: object | string | Uint8Array): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}
