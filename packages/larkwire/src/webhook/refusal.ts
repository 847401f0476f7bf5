/** Why a request is not answered by a handler: `code` in the body of the response, and the key in `health()`. */
export type WebhookRefusalCode =
  /** Another path than the receiver's. */
  | "path_not_found"
  /** Anything but POST. */
  | "method_not_allowed"
  /** Another content type than `application/json`. */
  | "not_json_content"
  /** More than `maxBodyBytes`. */
  | "body_too_large"
  /** No signature where one is needed, and no valid URL verification. */
  | "unsigned"
  /** The signature does not belong to these bytes and this app's secret. */
  | "wrong_signature"
  /** Signed longer ago, or further ahead, than `maxClockSkewMs` or what is remembered allows. */
  | "timestamp_out_of_window"
  /** The same signed request came before, and its answer is not kept any more. */
  | "replayed"
  /** Signed, but plain although the app has an Encrypt Key. */
  | "not_encrypted"
  /** Encrypted although there is no key, or for a kind of callback that never is. */
  | "unexpected_encryption"
  /** Rightly signed, but what is in `encrypt` cannot be decrypted. */
  | "not_decryptable"
  /** The body is no JSON. */
  | "not_json"
  /** JSON, but neither an event nor a callback. */
  | "not_an_envelope"
  /** Another Verification Token than the app's. */
  | "wrong_token"
  /** For another app than `appId`. */
  | "wrong_app"
  /** As many handlers run as may. */
  | "overloaded"
  /** `close()` was called. */
  | "receiver_closed";

/** A request that goes no further. */
export interface Refusal {
  readonly kind: "refused";
  readonly code: WebhookRefusalCode;
  /** For the log only: it may say what a stranger must not know. */
  readonly check: string;
}

/** What a refusal looks like to whoever sent the request, and what the log advises unless the place knows better. */
interface RefusalText {
  readonly status: number;
  readonly msg: string;
  readonly check: string;
}

export const REFUSALS: Readonly<Record<WebhookRefusalCode, RefusalText>> = {
  path_not_found: {
    status: 404,
    msg: "Nothing is received here.",
    check: "The path is not the receiver's. Compare the request URL in the developer console with the path option.",
  },
  method_not_allowed: {
    status: 405,
    msg: "Only POST is received here.",
    check: "The platform only sends POST. A browser or a health check came here; a redirect also turns POST into GET.",
  },
  not_json_content: {
    status: 415,
    msg: "The content type has to be application/json.",
    check: "The platform sends application/json. Something else called, or a proxy removed the content type.",
  },
  body_too_large: {
    status: 413,
    msg: "The body is too large.",
    check: "The body is longer than limits.maxBodyBytes. Events and callbacks of the platform are far shorter.",
  },
  unsigned: {
    status: 401,
    msg: "The request is not signed.",
    check: "It has no X-Lark-Signature. Does a proxy in front remove headers?",
  },
  wrong_signature: {
    status: 401,
    msg: "The signature is wrong.",
    check:
      "Compare encryptKey with the Encrypt Key in the developer console, and verificationToken for legacy cards; make sure that the body's bytes come here as they were sent, not parsed and written again.",
  },
  timestamp_out_of_window: {
    status: 401,
    msg: "The request was signed too long ago, or in the future.",
    check: "Set this machine's clock. If the clock is right, somebody sends an old request again.",
  },
  replayed: {
    status: 401,
    msg: "The request was received before.",
    check: "The same bytes with the same signature came before. A proxy repeats requests, or somebody recorded one.",
  },
  not_encrypted: {
    status: 401,
    msg: "The body has to be encrypted.",
    check: "The body is plain, but encryptKey is set. Remove encryptKey if the app has no Encrypt Key.",
  },
  unexpected_encryption: {
    status: 400,
    msg: "The body is encrypted, which is not expected.",
    check: "Set encryptKey to the app's Encrypt Key. Legacy card callbacks are never encrypted.",
  },
  not_decryptable: {
    status: 400,
    msg: "The body cannot be decrypted.",
    check: "The signature is right, so the key is: whoever sent this did not encrypt as the platform does.",
  },
  not_json: {
    status: 400,
    msg: "The body is not JSON.",
    check: "The body is not JSON. Something other than the platform called.",
  },
  not_an_envelope: {
    status: 400,
    msg: "The body is neither an event nor a callback.",
    check: "The body is JSON, but neither an event nor a callback of the platform.",
  },
  wrong_token: {
    status: 401,
    msg: "The verification token is wrong.",
    check: "Compare verificationToken with the Verification Token in the developer console, Encryption Strategy.",
  },
  wrong_app: {
    status: 401,
    msg: "The request is for another app.",
    check: "The app_id is not the appId option. Does another app use this request URL?",
  },
  overloaded: {
    status: 503,
    msg: "Too many requests are being handled.",
    check:
      "limits.maxRunningHandlers handlers run. Do they wait for something that hangs? Answer first, work afterwards.",
  },
  receiver_closed: {
    status: 503,
    msg: "The receiver is closed.",
    check: "A request came after close(). Stop the server first, or take it out of the load balancer.",
  },
};

export function refuse(code: WebhookRefusalCode, check: string = REFUSALS[code].check): Refusal {
  return { kind: "refused", code, check };
}
