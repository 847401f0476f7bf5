import { BodyCipher, CIPHER_BLOCK_BYTES, eventSignature, legacyCardSignature } from "@larkwire/protocol";
import type { AppConfig } from "../apps/app-config.ts";
import type { Clock } from "../clock.ts";
import type { Random } from "../random.ts";
import { formatTimestamp, type TimestampFormat } from "./timestamp.ts";
import type { WebhookSettings } from "./webhook-options.ts";
import type { SignatureSteps, WebhookRequest } from "./webhook-request.ts";

/** The app's secrets, as they are in effect for a request. */
export type WebhookKeys = Pick<AppConfig, "encryptKey" | "verificationToken">;

interface FactoryDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: WebhookSettings;
}

type Headers = Record<string, string>;

const utf8 = new TextEncoder();

/**
 * Makes requests as the platform sends them. Nonces and initialisation vectors come from the seed. All bodies are what
 * `JSON.stringify` prints, because the official Node SDK checks the signature over its own re-serialised JSON.
 */
export class RequestFactory {
  readonly #deps: FactoryDeps;

  constructor(deps: FactoryDeps) {
    this.#deps = deps;
  }

  /** An event or a current callback: encrypted when there is an Encrypt Key, and signed with SHA-256. */
  event(url: string, json: string, eventType: string, keys: WebhookKeys): WebhookRequest {
    const { settings, random } = this.#deps;
    const format = eventType === "card.action.trigger" ? settings.cardTimestamp : "unix_seconds";
    const request = this.#sealed(url, json, keys);
    if (keys.encryptKey === "" && !settings.signWithoutEncryptKey) return request;
    // Nine digits, as in captures of events.
    return this.#signed(request, "SHA-256", random.digits(9), format, keys);
  }

  /** A legacy card callback: never encrypted, signed with SHA-1 and the Verification Token. */
  legacyCard(url: string, json: string, refreshToken: string, keys: WebhookKeys): WebhookRequest {
    const { settings, random } = this.#deps;
    const headers = { ...this.#headers(json), "X-Refresh-Token": refreshToken };
    const plain = { url, headers, body: json, json };
    // A UUID, as in a sample of the official Go SDK.
    return this.#signed(plain, "SHA-1", random.uuid(), settings.legacyCardTimestamp, keys);
  }

  /** `url_verification`: encrypted when there is an Encrypt Key, never signed, as captured. */
  challenge(url: string, challenge: string, keys: WebhookKeys): WebhookRequest {
    const json = JSON.stringify({ challenge, token: keys.verificationToken, type: "url_verification" });
    return this.#sealed(url, json, keys);
  }

  #sealed(url: string, json: string, { encryptKey }: WebhookKeys): WebhookRequest {
    if (encryptKey === "") return { url, headers: this.#headers(json), body: json, json };
    const iv = this.#deps.random.bytes(CIPHER_BLOCK_BYTES);
    const body = JSON.stringify({ encrypt: new BodyCipher(encryptKey).encrypt(utf8.encode(json), iv) });
    return { url, headers: this.#headers(body), body, json };
  }

  #signed(
    request: WebhookRequest,
    algorithm: SignatureSteps["algorithm"],
    nonce: string,
    format: TimestampFormat,
    keys: WebhookKeys,
  ): WebhookRequest {
    const timestamp = formatTimestamp(format, this.#deps.clock.now());
    const signed = { timestamp, nonce, body: utf8.encode(request.body) };
    const isEvent = algorithm === "SHA-256";
    const signature = isEvent
      ? eventSignature(signed, keys.encryptKey)
      : legacyCardSignature(signed, keys.verificationToken);
    const parts = [
      { name: "timestamp", value: timestamp },
      { name: "nonce", value: nonce },
      { name: isEvent ? "Encrypt Key" : "Verification Token" },
      { name: "body" },
    ] as const;
    const headers = inWireOrder({
      ...request.headers,
      "X-Lark-Request-Nonce": nonce,
      "X-Lark-Request-Timestamp": timestamp,
      "X-Lark-Signature": signature,
    });
    return { ...request, headers, signature: { algorithm, parts, signature } };
  }

  /** What every request carries. Source: a published capture of an event. */
  #headers(body: string): Headers {
    return {
      "User-Agent": "Go-http-client/1.1",
      "Content-Length": String(Buffer.byteLength(body)),
      "Content-Type": "application/json;charset=utf-8",
      "X-Request-Id": this.#deps.random.uuid(),
      "Accept-Encoding": "gzip",
    };
  }
}

/** Go's client writes its own first and last, and the others in the order of their names. */
function inWireOrder(headers: Headers): Headers {
  const { "User-Agent": agent = "", "Content-Length": length = "", "Accept-Encoding": coding = "", ...rest } = headers;
  const sorted = Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1));
  return { "User-Agent": agent, "Content-Length": length, ...Object.fromEntries(sorted), "Accept-Encoding": coding };
}
