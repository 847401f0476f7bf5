import { BodyCipher, type Envelope, equalSecrets, recogniseEnvelope, SIGNATURE_HEADER } from "@larkwire/protocol";
import { type OpenedBody, openBody } from "./open-body.ts";
import { readHeader } from "./read-header.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { isUrlVerification, isUsualChallenge } from "./url-verification.ts";
import { type Proof, type SignatureRules, verifySignature } from "./verify-signature.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** An event or callback that may be handled. */
export interface VerifiedEnvelope {
  readonly kind: "envelope";
  readonly envelope: Envelope;
  /** The bytes that it was read from, decrypted. */
  readonly payload: Uint8Array;
  /** Absent when the app has no Encrypt Key: then nothing tells a repeated request from a new one. */
  readonly proof: Proof | undefined;
}

/** A request that may go on, and what it turned out to be. */
export type Verified = VerifiedEnvelope | { readonly kind: "challenge"; readonly challenge: string };

export interface VerifierRules extends SignatureRules {
  /** Default: not looked at. */
  readonly appId: string | undefined;
}

/** Bytes of an unsigned body that are looked into. A URL verification has a few hundred. */
const MAX_UNSIGNED_BYTES = 16 * 1024;

const UNUSUAL_CHALLENGE =
  "The challenge of a URL verification has characters that the platform's have not: somebody may be trying to have an encrypted body read out.";

/**
 * Decides who may come in: signature over the raw bytes, its age, decryption, token, kind, app. What a request may do
 * rests on what it proved, never on what it says of itself.
 */
export class RequestVerifier {
  readonly #rules: VerifierRules;
  readonly #cipher: BodyCipher | undefined;

  constructor(rules: VerifierRules) {
    this.#rules = rules;
    this.#cipher = rules.encryptKey === undefined ? undefined : new BodyCipher(rules.encryptKey);
  }

  /** @param nowMs milliseconds since 1970 */
  verify(request: WebhookRequest, nowMs: number): Verified | Refusal {
    const proof = verifySignature(request, this.#rules, nowMs);
    if (proof?.kind === "refused") return proof;
    if (proof === undefined && this.#cipher !== undefined) return this.#admitUnsigned(request.body);
    // Only the Encrypt Key's own signature entitles to decryption.
    const opened = openBody(request.body, proof?.by === "encryptKey" ? this.#cipher : undefined);
    return opened.kind === "refused" ? opened : this.#admit(opened, proof, request);
  }

  /**
   * Of all that is not signed, only a URL verification passes, encrypted and with the right token. To a stranger every
   * other outcome is the same: who could tell which ciphertexts decrypt could read any by asking often enough.
   */
  #admitUnsigned(body: Uint8Array): Verified | Refusal {
    if (body.length > MAX_UNSIGNED_BYTES) return refuse("unsigned");
    const opened = openBody(body, this.#cipher);
    if (opened.kind === "refused" && opened.code === "not_json") return refuse("unsigned");
    if (opened.kind === "refused") {
      return refuse("unsigned", "It has no signature, and is encrypted with another key: compare encryptKey.");
    }
    if (!isUrlVerification(opened.value)) return refuse("unsigned");
    if (!opened.wasEncrypted) {
      return refuse("unsigned", "A URL verification came in the plain: the app has no Encrypt Key, remove encryptKey.");
    }
    if (!this.#hasToken(opened.value.token)) {
      return refuse("unsigned", "A URL verification came with another token: compare verificationToken.");
    }
    const { challenge } = opened.value;
    return isUsualChallenge(challenge) ? { kind: "challenge", challenge } : refuse("unsigned", UNUSUAL_CHALLENGE);
  }

  #admit(opened: OpenedBody, proof: Proof | undefined, request: WebhookRequest): Verified | Refusal {
    const { value, payload } = opened;
    if (isUrlVerification(value)) {
      const refusal = this.#refusePlain(opened, proof?.by) ?? this.#refuseToken(value.token);
      return refusal ?? { kind: "challenge", challenge: value.challenge };
    }
    const recognised = recogniseEnvelope(value);
    if (!recognised.ok) return refuse("not_an_envelope");
    const { envelope } = recognised;
    const refusal =
      envelope.version === "v1"
        ? (this.#refusePlain(opened, proof?.by) ?? this.#refuseUnsigned(proof))
        : (this.#refusePlain(opened) ?? this.#refuseToken(tokenOf(envelope)));
    return (
      refusal ?? this.#refuseApp(envelope) ?? { kind: "envelope", envelope: withId(envelope, request), payload, proof }
    );
  }

  /** Plain although there is a key. Only what the Verification Token signed, `signedBy`, is plain by nature. */
  #refusePlain({ wasEncrypted }: OpenedBody, signedBy?: Proof["by"]): Refusal | undefined {
    if (this.#cipher === undefined || wasEncrypted || signedBy === "verificationToken") return undefined;
    return refuse("not_encrypted");
  }

  /** Legacy cards: the token is not in the body, so without a signature nothing shows it. */
  #refuseUnsigned(proof: Proof | undefined): Refusal | undefined {
    return proof === undefined && this.#rules.verificationToken !== undefined ? refuse("unsigned") : undefined;
  }

  #refuseToken(given: unknown): Refusal | undefined {
    return this.#hasToken(given) ? undefined : refuse("wrong_token");
  }

  #refuseApp(envelope: Envelope): Refusal | undefined {
    const { appId } = this.#rules;
    return appId === undefined || isForApp(envelope, appId) ? undefined : refuse("wrong_app");
  }

  #hasToken(given: unknown): boolean {
    const { verificationToken } = this.#rules;
    if (verificationToken === undefined) return true;
    return typeof given === "string" && equalSecrets(verificationToken, given);
  }
}

/** The place of the Verification Token. A legacy body has none: its `token` is for updating the card. */
function tokenOf(envelope: Exclude<Envelope, { version: "v1" }>): unknown {
  return envelope.version === "p2" ? envelope.data.header.token : envelope.data.token;
}

function isForApp({ version, data }: Envelope, appId: string): boolean {
  if (version === "p2") return data.header.app_id === appId;
  const { app_id: given } = (version === "p1" ? data.event : data) as { readonly app_id?: unknown };
  // Not every legacy body names its app, but its signature does.
  return given === appId || (version === "v1" && given === undefined);
}

function withId(envelope: Envelope, { headers }: WebhookRequest): Envelope {
  if (envelope.version !== "v1") return envelope;
  return { ...envelope, id: readHeader(headers, SIGNATURE_HEADER.refreshToken) ?? "" };
}
