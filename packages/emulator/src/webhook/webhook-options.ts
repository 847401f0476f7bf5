import { MAX_TIMER_MS } from "../clock.ts";
import { refuseUnknownNames, wholeNumber, wrong } from "../option-checks.ts";
import { TIMESTAMP_FORMATS, type TimestampFormat } from "./timestamp.ts";

/** The members of `webhook` in the options of `startEmulator`. */
export interface WebhookOptions {
  /** Time for DNS and the TCP connection, within `answerDeadlineMs`. Default 2,000, the platform's documented limit. */
  readonly connectDeadlineMs?: number | undefined;
  /** Time a server has to answer `url_verification`. Default 1,000, the platform's documented limit. */
  readonly challengeDeadlineMs?: number | undefined;
  /** Longest answer that is read; a longer one fails. Default 1,048,576. */
  readonly maxAnswerBytes?: number | undefined;
  /** Certificates, PEM, that https servers may be signed by, in place of those that come with Node. Default: Node's. */
  readonly ca?: string | readonly string[] | undefined;
  /**
   * Whether an app without an Encrypt Key gets the signature headers, too, computed with an empty key. Not documented.
   * Default true: a published capture of a plain request has them, and its signature is right with an empty key.
   */
  readonly signWithoutEncryptKey?: boolean | undefined;
  /** `X-Lark-Request-Timestamp` of `card.action.trigger`. Default `"unix_seconds"`; see `TimestampFormat`. */
  readonly cardTimestamp?: TimestampFormat | undefined;
  /** The same of the legacy `card.action.trigger_v1`. Default `"rfc850"`, as an official sample shows it. */
  readonly legacyCardTimestamp?: TimestampFormat | undefined;
}

/** `WebhookOptions`, checked and complete. */
export interface WebhookSettings {
  readonly connectDeadlineMs: number;
  readonly challengeDeadlineMs: number;
  readonly maxAnswerBytes: number;
  readonly ca: readonly string[] | undefined;
  readonly signWithoutEncryptKey: boolean;
  readonly cardTimestamp: TimestampFormat;
  readonly legacyCardTimestamp: TimestampFormat;
}

const MIB = 1024 * 1024;

const NAMES = [
  "connectDeadlineMs",
  "challengeDeadlineMs",
  "maxAnswerBytes",
  "ca",
  "signWithoutEncryptKey",
  "cardTimestamp",
  "legacyCardTimestamp",
] as const satisfies readonly (keyof WebhookOptions)[];

/** Fills in defaults. Throws `bad_option` for the first member that is unknown or wrong. */
export function resolveWebhookOptions(options: WebhookOptions): WebhookSettings {
  refuseUnknownNames(options, NAMES, "member of webhook");
  const { connectDeadlineMs = 2_000, challengeDeadlineMs = 1_000, maxAnswerBytes = MIB } = options;
  const { signWithoutEncryptKey = true, cardTimestamp = "unix_seconds", legacyCardTimestamp = "rfc850" } = options;
  if (typeof signWithoutEncryptKey !== "boolean") {
    throw wrong("webhook.signWithoutEncryptKey", signWithoutEncryptKey, "true or false");
  }
  return {
    connectDeadlineMs: wholeNumber("webhook.connectDeadlineMs", connectDeadlineMs, 1, MAX_TIMER_MS),
    challengeDeadlineMs: wholeNumber("webhook.challengeDeadlineMs", challengeDeadlineMs, 1, MAX_TIMER_MS),
    maxAnswerBytes: wholeNumber("webhook.maxAnswerBytes", maxAnswerBytes, 1, 64 * MIB),
    ca: certificates(options.ca),
    signWithoutEncryptKey,
    cardTimestamp: timestampFormat("cardTimestamp", cardTimestamp),
    legacyCardTimestamp: timestampFormat("legacyCardTimestamp", legacyCardTimestamp),
  };
}

function timestampFormat(name: string, value: TimestampFormat): TimestampFormat {
  if (TIMESTAMP_FORMATS.includes(value)) return value;
  throw wrong(`webhook.${name}`, value, `one of ${TIMESTAMP_FORMATS.join(", ")}`);
}

function certificates(ca: string | readonly string[] | undefined): readonly string[] | undefined {
  if (ca === undefined) return undefined;
  const list = typeof ca === "string" ? [ca] : ca;
  if (Array.isArray(list) && list.every((text) => typeof text === "string" && text.includes("BEGIN CERTIFICATE"))) {
    return [...list];
  }
  throw wrong("webhook.ca", typeof ca, 'certificates in PEM, with "BEGIN CERTIFICATE"; pass the file\'s text');
}
