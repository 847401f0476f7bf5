import { createCipheriv, createHash } from "node:crypto";
import { seededRandom } from "../../../../test/support/random.ts";
import { cardActionBody, legacyCardBody, p1Body, p2Body, urlPreviewBody } from "./bodies.ts";
import { ENCRYPT_KEY, urlVerification, VERIFICATION_TOKEN } from "./platform-post.ts";
import type { Post } from "./webhook-server.ts";

/** A request that no receiver with {@link ENCRYPT_KEY} and {@link VERIFICATION_TOKEN} may answer with 200. */
export interface HostileRequest extends Post {
  /** What is wrong with it. */
  readonly name: string;
}

export const HOSTILE_APP_ID = "cli_0123456789abcdef";
export const HOSTILE_MAX_BODY_BYTES: number = 64 * 1024;

/** Makes requests that are wrong in one way each, all ways in turn, the same in each run. */
export class HostileRequests {
  readonly #random: () => number;
  readonly #kinds: readonly [string, () => Omit<HostileRequest, "name">][] = Object.entries(this.#makers());
  #made = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  get names(): string[] {
    return this.#kinds.map(([name]) => name);
  }

  next(): HostileRequest {
    const [name, make] = this.#kinds[this.#made++ % this.#kinds.length] ?? ["", () => this.#unsigned("")];
    return { name, ...make() };
  }

  #makers(): Record<string, () => Omit<HostileRequest, "name">> {
    const now = (): number => Math.floor(Date.now() / 1_000);
    return {
      "random bytes": () => this.#unsigned(this.#bytes(300)),
      "random bytes, signed": () => this.#signed(this.#bytes(300)),
      "a plain body": () => this.#unsigned(this.#body()),
      "a plain body, signed": () => this.#signed(this.#body()),
      "damaged JSON, signed": () => this.#signed(this.#damaged(this.#body())),
      "sealed, not signed": () => this.#unsigned(this.#seal(this.#body())),
      "sealed and damaged, not signed": () => this.#unsigned(this.#damaged(this.#seal(this.#body()))),
      "damaged after it was signed": () => {
        const post = this.#signed(this.#seal(this.#body()));
        return { ...post, body: this.#damaged(post.body) };
      },
      "a truncated ciphertext, signed": () => {
        const { encrypt } = JSON.parse(this.#seal(this.#body())) as { encrypt: string };
        const bytes = Buffer.from(encrypt, "base64");
        const length = 16 * this.#below(bytes.length / 16) + this.#below(15) + 1;
        return this.#signed(JSON.stringify({ encrypt: bytes.subarray(0, length).toString("base64") }));
      },
      "encrypt of another type, signed": () =>
        this.#signed({ encrypt: this.#pick([null, 5, true, {}, [], "", "x", ["AAAA"], "\u0000"]) }),
      "encrypted with another key": () => this.#signed(this.#seal(this.#body(), `${ENCRYPT_KEY}!`)),
      "signed with another key": () => this.#signed(this.#seal(this.#body()), { secret: `${ENCRYPT_KEY}!` }),
      "signed with the token": () => this.#signed(this.#seal(this.#body()), { secret: VERIFICATION_TOKEN }),
      "signed by another algorithm": () =>
        this.#signed(this.#seal(this.#body()), { algorithm: this.#pick(["sha1", "sha512", "md5"]) }),
      "signed without the body": () => {
        const { headers } = this.#signed("");
        return { headers, body: this.#seal(this.#body()) };
      },
      "recorded long ago": () =>
        this.#signed(this.#seal(this.#body()), { timestamp: String(now() - 301 - this.#below(10 ** 9)) }),
      "signed in the future": () =>
        this.#signed(this.#seal(this.#body()), { timestamp: String(now() + 360 + this.#below(10 ** 9)) }),
      "recorded, with a new timestamp": () => {
        const { headers, body } = this.#signed(this.#seal(this.#body()), { timestamp: String(now() - 1_000) });
        return { body, headers: { ...headers, "x-lark-request-timestamp": String(now()) } };
      },
      "a timestamp that is none": () =>
        this.#signed(this.#seal(this.#body()), {
          timestamp: this.#pick(["", "NaN", "-1", "1e9", "0x5", "9".repeat(400)]),
        }),
      "a signature of another form": () => {
        const { headers, body } = this.#signed(this.#seal(this.#body()));
        const right = headers["x-lark-signature"] ?? "";
        const odd = this.#pick([right.toUpperCase(), right.slice(1), `${right}0`, `${right}, ${right}`, "", "null"]);
        return { body, headers: { ...headers, "x-lark-signature": odd } };
      },
      "another token": () => this.#signed(this.#seal(this.#retold(this.#pick(["forged", "", null, 5, {}])))),
      "another app": () =>
        this.#signed(this.#seal(p2Body("im.message.receive_v1", {}), ENCRYPT_KEY, HOSTILE_APP_ID, "cli_forged")),
      "no envelope": () =>
        this.#signed(this.#seal(this.#pick(["null", "[]", "5", '""', "{}", "[[]]", "true", "", "{"]))),
      "an envelope in an envelope": () => this.#signed(this.#seal(this.#seal(this.#body()))),
      "marks of an envelope of other types": () =>
        this.#signed(this.#seal({ schema: "2.0", header: this.#odd(), event: this.#odd(), type: this.#odd() })),
      __proto__: () =>
        this.#signed(this.#seal(`{"__proto__":${this.#body()},"constructor":{"prototype":{"header":1}},"toString":1}`)),
      "deep nesting": () => this.#anySign(this.#nested(1_000 + this.#below(20_000))),
      "deep nesting inside": () => this.#signed(this.#seal(this.#nested(1_000 + this.#below(10_000)))),
      "very many keys": () => this.#anySign(`{${Array.from({ length: 3_000 }, (_, at) => `"${at}":${at}`).join(",")}}`),
      "a number of many digits": () => this.#anySign(`{"header":{"event_type":1${"0".repeat(30_000)}}}`),
      "headers in the body": () =>
        this.#unsigned({ headers: this.#signed("").headers, ...(JSON.parse(this.#body()) as object) }),
      "a legacy card, not signed": () => this.#unsigned(legacyCardBody(this.#odd())),
      "a legacy card, signed with another token": () => this.#legacy(legacyCardBody(), `${VERIFICATION_TOKEN}!`),
      "a legacy card, signed with the key": () => this.#legacy(legacyCardBody(), ENCRYPT_KEY),
      "an event, signed as a legacy card": () => this.#legacy(this.#body(), VERIFICATION_TOKEN),
      "sealed, signed as a legacy card": () => this.#legacy(this.#seal(this.#body()), VERIFICATION_TOKEN),
      "a plain URL verification": () => this.#unsigned(urlVerification()),
      "a URL verification with another token": () =>
        this.#unsigned(this.#seal(urlVerification("c", this.#pick(["forged", "", `${VERIFICATION_TOKEN}0`])))),
      "a URL verification with another key": () => this.#unsigned(this.#seal(urlVerification(), "forged")),
      "a URL verification with an odd challenge": () =>
        this.#unsigned(
          this.#seal({ ...urlVerification(), challenge: this.#pick([null, "", 5, {}, [], "é", '"', "x".repeat(300)]) }),
        ),
      "another method": () => ({ ...this.#sound(), method: this.#pick(["GET", "PUT", "PATCH", "DELETE", "OPTIONS"]) }),
      "another path": () => ({
        ...this.#sound(),
        path: this.#pick(["/", "/webhook/", "/webhook%3F", "//webhook", "/?/webhook"]),
      }),
      "another content type": () => {
        const { headers, body } = this.#sound();
        const type = this.#pick(["text/plain", "", "application/x-www-form-urlencoded", "application/json5", "json"]);
        return { body, headers: { ...headers, "content-type": type } };
      },
      "no body": () => ({ ...this.#sound(), body: "" }),
      oversized: () =>
        this.#below(20) === 0
          ? this.#signed(this.#seal(cardActionBody("x".repeat(HOSTILE_MAX_BODY_BYTES))))
          : this.#unsigned("x".repeat(HOSTILE_MAX_BODY_BYTES + 1 + this.#below(1_000))),
    };
  }

  /** Right in every way. */
  #sound(): Omit<HostileRequest, "name"> {
    return this.#signed(this.#seal(this.#body()));
  }

  /** A body of some kind, as JSON. */
  #body(): string {
    const bodies = [
      cardActionBody(),
      urlPreviewBody(),
      p2Body("im.message.receive_v1", {}),
      p1Body("out_approval", { app_id: HOSTILE_APP_ID }),
    ];
    return JSON.stringify(this.#pick(bodies));
  }

  /** The same with something else in the place of the token. */
  #retold(token: unknown): string {
    return this.#body().replace(JSON.stringify(VERIFICATION_TOKEN), JSON.stringify(token));
  }

  #unsigned(body: object | string | Uint8Array): Omit<HostileRequest, "name"> {
    const bytes =
      body instanceof Uint8Array ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    return { body: bytes, headers: { "content-type": "application/json" } };
  }

  #signed(
    body: object | string | Uint8Array,
    { secret = ENCRYPT_KEY, algorithm = "sha256", timestamp = String(Math.floor(Date.now() / 1_000)) } = {},
  ): Omit<HostileRequest, "name"> {
    const post = this.#unsigned(body);
    const nonce = String(this.#random()).slice(2);
    const signature = createHash(algorithm).update(`${timestamp}${nonce}${secret}`).update(post.body).digest("hex");
    const signed = {
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": nonce,
      "x-lark-signature": signature,
    };
    return { ...post, headers: { ...post.headers, ...signed } };
  }

  #legacy(body: object | string, secret: string): Omit<HostileRequest, "name"> {
    return this.#signed(body, { secret, algorithm: "sha1" });
  }

  #anySign(body: string): Omit<HostileRequest, "name"> {
    return this.#below(2) === 0 ? this.#signed(body) : this.#unsigned(body);
  }

  /** `{"encrypt":"…"}`; `from` becomes `to` in it. */
  #seal(body: object | string, encryptKey: string = ENCRYPT_KEY, from: string = "", to: string = ""): string {
    const plain = (typeof body === "string" ? body : JSON.stringify(body)).replace(from, to);
    const key = createHash("sha256").update(encryptKey).digest();
    const iv = this.#bytes(16, 16);
    const cipher = createCipheriv("aes-256-cbc", key, iv);
    return JSON.stringify({ encrypt: Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString("base64") });
  }

  /** One byte of the first and one of the second half changed, and now and then cut: the JSON cannot stay whole. */
  #damaged(body: string | Uint8Array): Uint8Array {
    const bytes = Buffer.from(body);
    bytes[this.#below(2)] = 0x01;
    bytes[this.#below(bytes.length)] = this.#below(256);
    return this.#below(4) === 0 ? bytes.subarray(0, this.#below(bytes.length)) : bytes;
  }

  #nested(depth: number): string {
    const [open, close] = this.#pick([
      ["[", "]"],
      ['{"header":', "}"],
      ['{"event":', "}"],
    ]);
    const closing = this.#below(2) === 0 ? close.repeat(depth) : "";
    return `${open.repeat(depth)}0${closing}`.slice(0, HOSTILE_MAX_BODY_BYTES - 100);
  }

  #odd(): unknown {
    return this.#pick([null, 5, "", "text", [], {}, { type: 5 }, { event_type: null }, { event_type: "" }, true]);
  }

  #bytes(below: number, atLeast: number = 0): Buffer {
    const length = atLeast + this.#below(below - atLeast);
    return Buffer.from(Array.from({ length }, () => this.#below(256)));
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  #below(bound: number): number {
    return Math.floor(this.#random() * bound);
  }
}
