import assert from "node:assert/strict";
import { test } from "node:test";
import type { AdapterReceiver } from "../../../src/adapters/adapter-receiver.ts";
import { deferred } from "../../../src/deferred.ts";
import { EventDispatcher, WebhookReceiver } from "../../../src/index.ts";
import { MemoryLogger } from "../../support/memory-logger.ts";
import { exchangeRaw, head, type RawAnswer } from "./exchange-raw.ts";
import { cardCallback, ENCRYPT_KEY, encrypted, signedHeaders, VERIFICATION_TOKEN } from "./signed.ts";

/** A running server of one framework with the adapter on {@link PATH}. */
export interface ServedAdapter {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  close(): Promise<void>;
}

export const PATH = "/webhook/event";

/** An app in which something else reads the body first. */
export interface ParserInFront {
  readonly parser: string;
  readonly serve: (receiver: AdapterReceiver) => Promise<ServedAdapter>;
  /** The bytes are still to be had; or they are gone, and the error says this. */
  readonly outcome: "works" | RegExp;
}

/** How one framework serves a receiver. */
export interface AdapterUnderTest {
  readonly name: string;
  readonly serve: (receiver: AdapterReceiver) => Promise<ServedAdapter>;
  /** The same app with the framework's usual JSON parsers in front. */
  readonly behindParsers?: readonly ParserInFront[];
}

/** Bodies that a parser and a printer do not give back as they were. */
const ODD_BODIES: Readonly<Record<string, string>> = {
  "keys that look like integers, out of order": cardCallback('{"b":1,"2":2,"1":3}'),
  escapes: cardCallback('{"a":"\\u4f60\\/\\u0041"}'),
  "a big integer": cardCallback('{"id":12345678901234567890,"one":1.0}'),
  emoji: cardCallback('{"a":"🎉👩‍👩‍👧‍👦"}'),
  "spaces and a trailing newline": `${cardCallback('{ "a" : 1 }')} \n`,
};

/** Seen once by every adapter: what a receiver promises has to hold through each framework. */
export function adapterContract(adapter: AdapterUnderTest): void {
  const { name, serve, behindParsers = [] } = adapter;

  for (const [what, plain] of Object.entries(ODD_BODIES)) {
    test(`${name}: a body with ${what} is accepted, and refused with one byte flipped`, LIMIT, async () => {
      await withAdapter(serve, async ({ origin, handled }) => {
        const body = Buffer.from(encrypted(plain));
        const headers = signedHeaders(body);
        const answer = await post(origin, headers, body);
        assert.deepEqual([answer.status, JSON.parse(answer.body)], [200, TOAST], answer.body);
        assert.match(answer.headers, /^content-type: application\/json/im);
        assert.equal(handled.length, 1);

        const damaged = Buffer.from(body);
        damaged[20] = (damaged[20] ?? 0) ^ 1;
        assert.equal((await post(origin, headers, damaged)).status, 401);
        assert.equal(handled.length, 1);
      });
    });
  }

  test(`${name}: the bytes reach the handler when every one comes alone, cut inside characters`, LIMIT, async () => {
    await withAdapter(serve, async ({ origin, handled }) => {
      // Signed but plain bodies would be refused with a key, so the cut falls into text beside the ciphertext.
      const { encrypt } = JSON.parse(encrypted(cardCallback('{"a":"你好🎉"}'))) as { encrypt: string };
      const body = Buffer.from(JSON.stringify({ note: "你好🎉", encrypt }));
      const headers = { ...signedHeaders(body), "content-length": String(body.length), connection: "close" };
      const bytes = Array.from(body.subarray(0, 40), (byte) => Uint8Array.of(byte));
      const answer = await exchangeRaw(origin, [head(PATH, headers), ...bytes, body.subarray(40)]);
      assert.deepEqual([answer.status, JSON.parse(answer.body)], [200, TOAST]);
      assert.deepEqual(handled, [{ a: "你好🎉" }]);
    });
  });

  test(`${name}: a body without a length is read to its end`, LIMIT, async () => {
    await withAdapter(serve, async ({ origin }) => {
      const body = Buffer.from(encrypted(cardCallback("{}")));
      const headers = { ...signedHeaders(body), "transfer-encoding": "chunked", connection: "close" };
      const half = body.length >> 1;
      const pieces = [body.subarray(0, half), body.subarray(half)].flatMap((part) => [
        `${part.length.toString(16)}\r\n`,
        part,
        "\r\n",
      ]);
      const answer = await exchangeRaw(origin, [head(PATH, headers), ...pieces, "0\r\n\r\n"]);
      assert.deepEqual([answer.status, JSON.parse(answer.body)], [200, TOAST]);
    });
  });

  test(`${name}: the challenge of the console is answered`, LIMIT, async () => {
    await withAdapter(serve, async ({ origin }) => {
      const plain = JSON.stringify({ challenge: "c-17", token: VERIFICATION_TOKEN, type: "url_verification" });
      const answer = await post(origin, { "content-type": "application/json" }, Buffer.from(encrypted(plain)));
      assert.deepEqual([answer.status, JSON.parse(answer.body)], [200, { challenge: "c-17" }]);
    });
  });

  test(`${name}: what is not allowed is refused`, LIMIT, async () => {
    await withAdapter(serve, async ({ origin, handled }) => {
      const body = Buffer.from(encrypted(cardCallback("{}")));
      const unsigned = await post(origin, { "content-type": "application/json" }, body);
      assert.equal(unsigned.status, 401);
      const form = await post(origin, { ...signedHeaders(body), "content-type": "text/html" }, body);
      assert.equal(form.status, 415);
      const got = await fetch(`${origin}${PATH}`);
      assert.ok([404, 405].includes(got.status), String(got.status));
      const elsewhere = await fetch(`${origin}/elsewhere`, { method: "POST", body, headers: signedHeaders(body) });
      assert.equal(elsewhere.status, 404);
      assert.deepEqual(handled, []);
    });
  });

  test(`${name}: a body that is too long is refused before it has come to its end`, LIMIT, async () => {
    await withAdapter(serve, async ({ origin }) => {
      const headers = { "content-type": "application/json", "content-length": "1000000000" };
      const answer = await exchangeRaw(origin, [head(PATH, headers), Buffer.alloc(MAX_BODY_BYTES + 1, 0x20)]);
      assert.equal(answer.status, 413);
    });
  });

  test(`${name}: a sender that goes away half-way hurts nobody`, LIMIT, async () => {
    await withAdapter(serve, async ({ origin, handled }) => {
      const body = Buffer.from(encrypted(cardCallback("{}")));
      const headers = signedHeaders(body);
      const gone = new AbortController();
      const sent = fetch(`${origin}${PATH}`, {
        method: "POST",
        headers,
        duplex: "half",
        signal: gone.signal,
        body: new ReadableStream({ start: (controller) => controller.enqueue(body.subarray(0, 20)) }),
      });
      setImmediate(() => gone.abort());
      await assert.rejects(sent);
      assert.equal((await post(origin, headers, body)).status, 200);
      assert.equal(handled.length, 1);
    });
  });

  test(`${name}: the receiver is told when an answer has left`, LIMIT, async () => {
    await withAdapter(serve, async ({ origin, left }) => {
      const body = Buffer.from(encrypted(cardCallback("{}")));
      await post(origin, signedHeaders(body), body);
      await left;
    });
  });

  for (const { parser, serve: serveBehind, outcome } of behindParsers) {
    test(
      `${name} behind ${parser} ${outcome === "works" ? "works all the same" : "says what to do"}`,
      LIMIT,
      async () => {
        await withAdapter(serveBehind, async ({ origin, handled, logger }) => {
          const body = Buffer.from(encrypted(cardCallback('{"b":1,"a":"\\u4f60"}')));
          const answer = await post(origin, signedHeaders(body), body);
          if (outcome === "works") {
            assert.deepEqual([answer.status, JSON.parse(answer.body)], [200, TOAST]);
            return;
          }
          assert.deepEqual([answer.status, handled.length], [500, 0]);
          assert.match(answer.body, /"raw_body_needed"/);
          assert.match(logger.lines.map(({ message }) => message).join("\n"), outcome);
        });
      },
    );
  }
}

/** What waits for something that does not come has failed. */
const LIMIT = { timeout: 20_000 };

const TOAST = { toast: { type: "info", content: "seen" } };
const MAX_BODY_BYTES = 64 * 1024;

interface Served {
  readonly origin: string;
  /** `action.value` of every callback that reached the handler. */
  readonly handled: unknown[];
  readonly logger: MemoryLogger;
  /** Settles when the adapter has reported an answer as sent. */
  readonly left: Promise<void>;
}

async function withAdapter(
  serve: (receiver: AdapterReceiver) => Promise<ServedAdapter>,
  use: (served: Served) => Promise<void>,
): Promise<void> {
  const handled: unknown[] = [];
  const left = deferred<void>();
  const logger = new MemoryLogger();
  const dispatcher = new EventDispatcher().on("card.action.trigger", ({ event }) => {
    handled.push(event.action.value);
    return { toast: { type: "info", content: "seen" } };
  });
  const receiver = new WebhookReceiver({
    dispatcher,
    encryptKey: ENCRYPT_KEY,
    verificationToken: VERIFICATION_TOKEN,
    path: PATH,
    limits: { maxBodyBytes: MAX_BODY_BYTES },
    logger,
  });
  const { origin, close } = await serve(watched(receiver, left.resolve));
  try {
    await use({ origin, handled, logger, left: left.promise });
  } finally {
    await close();
    await receiver.close();
  }
}

/** The receiver, with an ear on when its answers are reported as sent. */
function watched(receiver: WebhookReceiver, onSent: () => void): AdapterReceiver {
  return {
    maxBodyBytes: receiver.maxBodyBytes,
    path: receiver.path,
    refuseParsedBody: (advice) => receiver.refuseParsedBody(advice),
    handle: async (request) => {
      const answer = await receiver.handle(request);
      const { status, headers, body } = answer;
      const sent = (): void => {
        answer.sent();
        onSent();
      };
      return { status, headers, body, sent };
    },
  };
}

function post(origin: string, headers: Record<string, string>, body: Uint8Array): Promise<RawAnswer> {
  const all = { ...headers, "content-length": String(body.length), connection: "close" };
  return exchangeRaw(origin, [head(PATH, all), body]);
}
