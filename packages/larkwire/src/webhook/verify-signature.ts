import { equalSecrets, eventSignature, legacyCardSignature, SIGNATURE_HEADER } from "@larkwire/protocol";
import { readHeader } from "./read-header.ts";
import { readTimestamp } from "./read-timestamp.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** A signature that was found right, and recent. */
export interface Proof {
  readonly kind: "signed";
  /** The secret it was made with. */
  readonly by: "encryptKey" | "verificationToken";
  readonly signature: string;
  /** When the platform signed, milliseconds since 1970. */
  readonly timestampMs: number;
}

export interface SignatureRules {
  readonly encryptKey: string | undefined;
  readonly verificationToken: string | undefined;
  readonly maxClockSkewMs: number;
}

/** Hexadecimal digits of a SHA-1: only legacy card callbacks are signed with that. */
const LEGACY_SIGNATURE_LENGTH = 40;

/**
 * Checks the signature over the bytes as they came, then its age. Its length tells which of the platform's two
 * signatures it means to be, and so which secret it needs; nothing in the body can choose.
 *
 * @returns `undefined` when there is no signature, or no secret to check it with
 */
export function verifySignature(
  { headers, body }: WebhookRequest,
  rules: SignatureRules,
  nowMs: number,
): Proof | Refusal | undefined {
  const signature = readHeader(headers, SIGNATURE_HEADER.signature);
  if (signature === undefined) return undefined;
  const by = signature.length === LEGACY_SIGNATURE_LENGTH ? "verificationToken" : "encryptKey";
  const secret = rules[by];
  if (secret === undefined) return withoutSecret(by, rules);
  const timestamp = readHeader(headers, SIGNATURE_HEADER.timestamp) ?? "";
  const nonce = readHeader(headers, SIGNATURE_HEADER.nonce) ?? "";
  const sign = by === "encryptKey" ? eventSignature : legacyCardSignature;
  if (!equalSecrets(sign({ timestamp, nonce, body }, secret), signature)) return refuse("wrong_signature");
  const timestampMs = readTimestamp(timestamp);
  const skewMs = nowMs - timestampMs;
  if (!(Math.abs(skewMs) <= rules.maxClockSkewMs)) return refuse("timestamp_out_of_window", describeSkew(skewMs));
  return { kind: "signed", by, signature, timestampMs };
}

/** An app without Encrypt Key is not documented to sign events; if it does, there is nothing to check them with. */
function withoutSecret(by: Proof["by"], { encryptKey }: SignatureRules): Refusal | undefined {
  if (by === "encryptKey" || encryptKey === undefined) return undefined;
  return refuse(
    "wrong_signature",
    "It is signed like a legacy card callback, with the Verification Token. Set verificationToken to receive those.",
  );
}

function describeSkew(skewMs: number): string {
  if (Number.isNaN(skewMs)) return "The signature is right, but X-Lark-Request-Timestamp is no time.";
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const direction = skewMs > 0 ? "ago" : "in the future";
  return `It was signed ${seconds} s ${direction} by this machine's clock. Set the clock; if it is right, somebody sends an old request again.`;
}
