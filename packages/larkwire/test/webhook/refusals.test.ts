import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import type { WebhookReceiverOptions } from "../../src/index.ts";
import { REFUSALS, type WebhookRefusalCode } from "../../src/webhook/refusal.ts";
import { cardActionBody, legacyCardBody, p1Body } from "../support/bodies.ts";
import {
  ENCRYPT_KEY,
  legacyPost,
  plainPost,
  seal,
  sealedPost,
  signedPost,
  urlVerification,
  VERIFICATION_TOKEN,
} from "../support/platform-post.ts";
import { openReceiver, recordingDispatcher } from "../support/receiver.ts";
import { sealedOddities } from "../support/sealed-oddities.ts";
import type { Post } from "../support/webhook-server.ts";

interface Refused {
  readonly code: WebhookRefusalCode;
  readonly options?: Partial<WebhookReceiverOptions>;
  readonly send: () => Promise<Post>;
}

const withHeaders = async (post: Promise<Post>, headers: Record<string, string>): Promise<Post> => {
  const { headers: own, ...rest } = await post;
  return { ...rest, headers: { ...own, ...headers } };
};

/** Each reason that a request of a stranger or of a misconfigured app can give; the others need a state of their own. */
const REFUSED: Record<string, Refused> = {
  "another path": {
    code: "path_not_found",
    options: { path: "/event" },
    send: () => sealedPost(cardActionBody()),
  },
  "another method": {
    code: "method_not_allowed",
    send: async () => ({ ...(await sealedPost(cardActionBody())), method: "PUT" }),
  },
  "another content type": {
    code: "not_json_content",
    send: () => withHeaders(sealedPost(cardActionBody()), { "content-type": "application/jsonp" }),
  },
  "a large body": {
    code: "body_too_large",
    options: { limits: { maxBodyBytes: 1_000 } },
    send: () => sealedPost(cardActionBody("x".repeat(1_000))),
  },
  "no signature": { code: "unsigned", send: async () => plainPost(await seal(cardActionBody())) },
  "no signature on a legacy card": {
    code: "unsigned",
    options: { encryptKey: undefined },
    send: async () => plainPost(legacyCardBody()),
  },
  "another key": { code: "wrong_signature", send: () => sealedPost(cardActionBody(), { encryptKey: "other" }) },
  "a signature over other bytes": {
    code: "wrong_signature",
    send: async () => ({ ...(await sealedPost(cardActionBody())), body: await seal(cardActionBody()) }),
  },
  "the signature of the other algorithm": {
    code: "wrong_signature",
    send: async () => legacyPost(await seal(cardActionBody()), { token: ENCRYPT_KEY }),
  },
  "a legacy signature without a token to check it with": {
    code: "wrong_signature",
    options: { verificationToken: undefined },
    send: () => legacyPost(legacyCardBody()),
  },
  "an old timestamp": {
    code: "timestamp_out_of_window",
    send: () => sealedPost(cardActionBody(), { timestamp: "1600000000" }),
  },
  "a plain body": { code: "not_encrypted", send: () => signedPost(cardActionBody()) },
  "a plain URL verification": { code: "not_encrypted", send: () => signedPost(urlVerification()) },
  "an encrypted body without a key": {
    code: "unexpected_encryption",
    options: { encryptKey: undefined },
    send: async () => plainPost(await seal(cardActionBody())),
  },
  "a body encrypted with another key, signed with the right one": {
    code: "not_decryptable",
    send: async () => signedPost(await seal(cardActionBody(), "other")),
  },
  "a body that is no JSON": { code: "not_json", send: () => signedPost("hello") },
  "JSON that is no envelope": { code: "not_an_envelope", send: () => sealedPost({ hello: "world" }) },
  "an envelope in an envelope": {
    code: "not_an_envelope",
    send: async () => sealedPost(await seal(cardActionBody())),
  },
  "another token": { code: "wrong_token", send: () => sealedPost({ ...p1Body("out_approval", {}), token: "other" }) },
  "another app": {
    code: "wrong_app",
    options: { appId: "cli_ffffffffffffffff" },
    send: () => sealedPost(cardActionBody()),
  },
  "another app, schema 1.0": {
    code: "wrong_app",
    options: { appId: "cli_ffffffffffffffff" },
    send: () => sealedPost(p1Body("out_approval", { app_id: "cli_0123456789abcdef" })),
  },
  "another app, legacy card": {
    code: "wrong_app",
    options: { appId: "cli_ffffffffffffffff" },
    send: () => legacyPost({ ...legacyCardBody(), app_id: "cli_0123456789abcdef" }),
  },
};

for (const [name, { code, options, send }] of Object.entries(REFUSED)) {
  test(`${name}: ${REFUSALS[code].status} ${code}, one log line, no handler`, async () => {
    const { dispatcher, handled } = recordingDispatcher();
    await using open = await openReceiver({ dispatcher, ...options });
    const { status, text, headers } = await open.server.post(await send());
    assert.deepEqual([status, JSON.parse(text)], [REFUSALS[code].status, { code, msg: REFUSALS[code].msg }]);
    assert.equal(headers["content-type"], "application/json; charset=utf-8");
    assert.deepEqual(handled, []);
    assert.deepEqual(open.receiver.health().statistics.refused, { [code]: 1 });
    const [line, ...others] = open.logger.lines.filter(({ level }) => level === "warn");
    assert.deepEqual(others, []);
    assert.match(line?.message ?? "", new RegExp(`^a request was refused: ${code}\\. .{40,}`));
  });
}

test("what is addressed to the right app passes", async () => {
  await using open = await openReceiver({ appId: "cli_0123456789abcdef" });
  const posts = [
    await sealedPost(cardActionBody()),
    await sealedPost(p1Body("out_approval", { app_id: "cli_0123456789abcdef" })),
    await legacyPost({ ...legacyCardBody(), app_id: "cli_0123456789abcdef" }),
    await legacyPost(legacyCardBody()),
  ];
  for (const post of posts) assert.equal((await open.server.post(post)).status, 200);
});

test("of an unsigned body a stranger does not learn whether it decrypts, nor to what", async () => {
  await using open = await openReceiver();
  const seen = new Set<string>();
  for (const body of await sealedOddities(ENCRYPT_KEY, VERIFICATION_TOKEN)) {
    const { status, text } = await open.server.post(plainPost(body));
    seen.add(`${status} ${text}`);
  }
  assert.deepEqual([...seen], ['401 {"code":"unsigned","msg":"The request is not signed."}']);
});

test("a stranger cannot have pieces of another body read out as a challenge", async () => {
  await using open = await openReceiver();
  const cipherBlocks = async (body: object): Promise<Buffer[]> => {
    const bytes = Buffer.from(JSON.parse(await seal(body)).encrypt, "base64");
    return Array.from({ length: bytes.length / 16 }, (_, at) => bytes.subarray(16 * at, 16 * at + 16));
  };
  const secret = "0123456789abcdef".repeat(8);
  for (let attempt = 0; attempt < 2_000; attempt++) {
    const challenge = await cipherBlocks(urlVerification("c".repeat(64)));
    const event = await cipherBlocks({ secret });
    const spliced = [...challenge.slice(0, 3), ...event.slice(2, 4), ...challenge.slice(3)];
    const body = Buffer.from(JSON.stringify({ encrypt: Buffer.concat(spliced).toString("base64") }));
    const { status } = await open.receiver.handle({ method: "POST", headers: plainPost("").headers, body });
    assert.equal(status, 401);
  }
});

test("the log tells an unsigned URL verification with the wrong key from one with the wrong token", async () => {
  await using open = await openReceiver();
  await open.server.post(plainPost(await seal(urlVerification(), "other")));
  await open.server.post(plainPost(await seal(urlVerification("c", "other"))));
  await open.server.post(plainPost(urlVerification()));
  const advice = open.logger.lines.map(({ message }) => message.replace(/^.*?\. /, ""));
  assert.match(advice[0] ?? "", /compare encryptKey/);
  assert.match(advice[1] ?? "", /compare verificationToken/);
  assert.match(advice[2] ?? "", /remove encryptKey/);
});

test("a flood of refused requests does not fill the log, and says how many it left out", async () => {
  const clock = new ManualClock();
  await using open = await openReceiver({ clock });
  const flood = async (count: number): Promise<void> => {
    const request = { method: "POST", headers: plainPost("").headers, body: Buffer.from("{}") };
    for (let sent = 0; sent < count; sent++) await open.receiver.handle(request);
  };
  await flood(1_000);
  assert.equal(open.logger.find("warn", "unsigned").length, 5);
  await clock.advance(60_000);
  await flood(1_000);
  const lines = open.logger.find("warn", "unsigned");
  assert.equal(lines.length, 6);
  assert.equal(lines[5]?.fields?.alsoRefused, 995);
  await open.server.post({ ...plainPost("{}"), method: "GET" });
  assert.equal(open.logger.find("warn", "method_not_allowed").length, 1);
  assert.equal(open.receiver.health().statistics.refused.unsigned, 2_000);
});

test("neither key nor token is in a log line or an answer, even when a handler writes them", async () => {
  const { dispatcher } = recordingDispatcher();
  dispatcher.use((data, context, next) => {
    context.logger.info("got it", { data, key: ENCRYPT_KEY });
    return next();
  });
  await using open = await openReceiver({ dispatcher });
  const texts: string[] = [];
  for (const { send } of Object.values(REFUSED)) texts.push((await open.server.post(await send())).text);
  texts.push((await open.server.post(await sealedPost(cardActionBody()))).text);
  const written = JSON.stringify([open.logger.lines, texts]);
  assert.match(written, /got it/);
  assert.doesNotMatch(written, new RegExp(`${ENCRYPT_KEY}|${VERIFICATION_TOKEN}`));
});

test("what a stranger writes into headers makes no second log line and no long one", async () => {
  await using open = await openReceiver();
  const { headers } = plainPost("{}");
  const id = `a\n2026 error larkwire: forged${"x".repeat(5_000)}`;
  await open.receiver.handle({ method: "POST", headers: { ...headers, "x-request-id": id }, body: Buffer.from("{}") });
  const [line] = open.logger.lines;
  assert.ok(JSON.stringify(line).length < 1_000);
  assert.ok(!String(line?.fields?.traceId).includes("\n"));
});
