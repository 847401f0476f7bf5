/** One piece of what is signed. A secret stands as its name alone. */
export interface SignedPart {
  /** What stands there. */
  readonly name: "timestamp" | "nonce" | "Encrypt Key" | "Verification Token" | "body";
  /** Missing for a secret, and for the body, which is the request's own. */
  readonly value?: string | undefined;
}

/** How a signature came about: the digest of all parts, one after the other, in lower-case hex. */
export interface SignatureSteps {
  /** SHA-1 is that of legacy card callbacks. */
  readonly algorithm: "SHA-256" | "SHA-1";
  /** In the order in which they are put together. */
  readonly parts: readonly SignedPart[];
  /** `X-Lark-Signature`. */
  readonly signature: string;
}

/** A request as it goes out: these are its bytes, but for `Host` and the framing of HTTP. */
export interface WebhookRequest {
  readonly url: string;
  /** In the order on the wire. */
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8. When it is encrypted: `{"encrypt":"…"}`. */
  readonly body: string;
  /** The body before it was encrypted. */
  readonly json: string;
  /** Missing on an unsigned request. */
  readonly signature?: SignatureSteps | undefined;
}
