import assert from "node:assert/strict";
import { createDecipheriv, createHash } from "node:crypto";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import type { RequestUrlVerdict } from "../../src/index.ts";
import { AppServer, deadUrl, type Received } from "../support/app-server.ts";
import { startWorld } from "../support/world.ts";

const NOT_JSON = /返回数据不是合法的 JSON 格式/;
const NOT_RETURNED = /Challenge code没有返回/;

test("a plain challenge: three keys, no signature, and the right answer is taken", async (t) => {
  const server = await AppServer.start(t);
  const { app, emulator } = await startWorld(t, {}, { encryptKey: "", verificationToken: "a token" });
  const verified = app.verifyRequestUrl(`${server.url}/event`);
  const request = await server.next();
  const { challenge, ...rest } = JSON.parse(request.text);
  assert.match(challenge, /^[0-9a-f-]{36}$/);
  assert.deepEqual(rest, { token: "a token", type: "url_verification" });
  assert.deepEqual(
    Object.keys(request.headers).filter((name) => name.startsWith("x-lark")),
    [],
  );
  assert.ok(request.headers["x-request-id"] !== undefined);
  request.answer({ challenge, more: "is ignored" });
  assert.deepEqual(await verified, { ok: true });
  const [entry] = emulator.deliveries;
  assert.deepEqual(
    [entry?.kind, entry?.status, entry?.acknowledged, entry?.url, entry?.requestJson],
    ["url_verification", "answered", true, `${server.url}/event`, request.text],
  );
});

test("an encrypted challenge is decrypted by its reader and answered plain", async (t) => {
  const server = await AppServer.start(t);
  const { app } = await startWorld(t, {}, { encryptKey: "test key" });
  const verified = app.verifyRequestUrl(server.url);
  const request = await server.next();
  assert.equal(request.headers["x-lark-signature"], undefined);
  request.answer({ challenge: JSON.parse(opened(request)).challenge });
  assert.deepEqual(await verified, { ok: true });
});

function opened({ text }: Received): string {
  const bytes = Buffer.from(JSON.parse(text).encrypt, "base64");
  const key = createHash("sha256").update("test key").digest();
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
}

type Refused = Exclude<RequestUrlVerdict, { ok: true }>;
const WRONG: [name: string, code: Refused["code"], reason: RegExp, answer: (r: Received, challenge: string) => void][] =
  [
    ["another challenge", "challenge_differs", NOT_RETURNED, (r) => r.answer({ challenge: "x" })],
    ["the challenge as a number", "challenge_differs", NOT_RETURNED, (r) => r.answer({ challenge: 1 })],
    ["the challenge in capitals", "challenge_differs", NOT_RETURNED, (r, c) => r.answer({ challenge: `${c}X` })],
    ["no challenge", "challenge_missing", NOT_RETURNED, (r) => r.answer({})],
    ["the bare text", "challenge_missing", NOT_RETURNED, (r, c) => r.answer(JSON.stringify(c))],
    ["a list", "challenge_missing", NOT_RETURNED, (r, c) => r.answer([{ challenge: c }])],
    ["an encrypted answer", "challenge_encrypted", /plain text.*Challenge code/, (r) => r.answer({ encrypt: "P37w" })],
    ["text that is no JSON", "not_json", NOT_JSON, (r, c) => r.answer(c)],
    ["a page", "not_json", NOT_JSON, (r) => r.answer("<html></html>")],
    ["nothing", "not_json", NOT_JSON, (r) => r.answer("")],
    [
      "a refusal",
      "not_ok",
      /HTTP 401.*Encrypt Key and Verification Token; .*before anything checks signatures/,
      (r, c) => r.answer({ challenge: c }, 401),
    ],
    ["no route", "not_ok", /HTTP 404.*compare the URL with the server's route/, (r) => r.answer("", 404)],
    [
      "an error",
      "not_ok",
      /HTTP 500 instead of 200: look at the server's log\.$/,
      (r, c) => r.answer({ challenge: c }, 500),
    ],
    ["a redirect", "redirected", /redirect 308/, (r) => r.answer("", 308, { location: "/elsewhere" })],
    ["a reset", "connection_lost", /before its answer was complete/, (r) => r.response.socket?.resetAndDestroy()],
  ];

for (const [name, code, reason, answer] of WRONG) {
  test(`refused: ${name}`, async (t) => {
    const server = await AppServer.start(t);
    const { app, emulator } = await startWorld(t, {}, { encryptKey: "" });
    const verified = app.verifyRequestUrl(server.url);
    const request = await server.next();
    answer(request, JSON.parse(request.text).challenge);
    const verdict = await verified;
    assert.ok(!verdict.ok);
    assert.equal(verdict.code, code, verdict.reason);
    assert.match(verdict.reason, reason);
    assert.match(verdict.reason, /^[A-Z].*\.$/);
    assert.deepEqual([emulator.deliveries[0]?.acknowledged, emulator.deliveries[0]?.reason], [false, verdict.reason]);
    assert.equal(server.untaken, 0);
  });
}

test("refused: the right answer after a second", async (t) => {
  const server = await AppServer.start(t);
  const { app, clock } = await startWorld(t, {}, { encryptKey: "" });
  const verified = app.verifyRequestUrl(server.url);
  const request = await server.next();
  clock.skip(1_000);
  const verdict = await verified;
  assert.ok(!verdict.ok && verdict.code === "timed_out");
  assert.match(verdict.reason, /within 1000 ms/);
  await until(() => request.response.destroyed);
});

test("the second can be chosen, and an answer in its last millisecond is in time", async (t) => {
  const server = await AppServer.start(t);
  const { app, clock } = await startWorld(t, { webhook: { challengeDeadlineMs: 50 } }, { encryptKey: "" });
  const verified = app.verifyRequestUrl(server.url);
  const request = await server.next();
  clock.skip(49);
  request.answer({ challenge: JSON.parse(request.text).challenge });
  assert.deepEqual(await verified, { ok: true });
});

test("refused: what no request reaches", async (t) => {
  const { app } = await startWorld(t);
  for (const [url, code, reason] of [
    [await deadUrl(), "connect_failed", /ECONNREFUSED/],
    ["http://no-such-host.invalid/", "dns_failed", /no address/],
    ["ftp://127.0.0.1/", "bad_url", /请填写有效的 HTTP\/HTTPS URL/],
    ["not a url", "bad_url", /HTTP/],
  ] as const) {
    const verdict = await app.verifyRequestUrl(url);
    assert.ok(!verdict.ok);
    assert.equal(verdict.code, code);
    assert.match(verdict.reason, reason);
  }
});

test("a closed emulator verifies nothing", async (t) => {
  const server = await AppServer.start(t);
  const { app, emulator } = await startWorld(t);
  const refused = assert.rejects(app.verifyRequestUrl(server.url), { code: "emulator_closed" });
  await server.next();
  await emulator.close();
  await refused;
  await assert.rejects(app.verifyRequestUrl(server.url), { code: "emulator_closed" });
});
