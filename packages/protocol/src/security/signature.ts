import { hexDigest } from "./hex-digest.ts";

/** What the platform signs besides a secret. */
export interface SignedRequest {
  /** Header `X-Lark-Request-Timestamp`, as it stands there. */
  readonly timestamp: string;
  /** Header `X-Lark-Request-Nonce`, as it stands there. */
  readonly nonce: string;
  /** The body's bytes as they travel, before anything is parsed or decrypted. */
  readonly body: Uint8Array;
}

/** Headers of a signed request, in lower case as Node gives them. */
export const SIGNATURE_HEADER = {
  timestamp: "x-lark-request-timestamp",
  nonce: "x-lark-request-nonce",
  signature: "x-lark-signature",
  /** Legacy card callback only: equal values are repeats of one click. */
  refreshToken: "x-refresh-token",
} as const;

/**
 * The signature of an event or callback: SHA-256 over timestamp, nonce, Encrypt Key and body, in lower-case hex.
 * Source: the pages on receiving events and callbacks.
 */
export function eventSignature(request: SignedRequest, encryptKey: string): string {
  return sign("sha256", request, encryptKey);
}

/**
 * The signature of the legacy card callback: SHA-1 over timestamp, nonce, Verification Token and body, in lower-case
 * hex. Source: the legacy page on the security of message cards.
 */
export function legacyCardSignature(request: SignedRequest, verificationToken: string): string {
  return sign("sha1", request, verificationToken);
}

function sign(algorithm: "sha256" | "sha1", { timestamp, nonce, body }: SignedRequest, secret: string): string {
  return hexDigest(algorithm, `${timestamp}${nonce}${secret}`, body);
}
