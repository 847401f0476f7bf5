import assert from "node:assert/strict";
import { createDecipheriv, createHash } from "node:crypto";
import { test } from "node:test";
import { AppServer, type Received } from "../support/app-server.ts";
import { button, cardV2, startWorld } from "../support/world.ts";

// What arrives is opened and checked by code that shares nothing with the emulator.

const KEYS = { encryptKey: "test key", verificationToken: "a token" };

function digest(algorithm: "sha256" | "sha1", { headers, text }: Received, secret: string): string {
  const { "x-lark-request-timestamp": timestamp, "x-lark-request-nonce": nonce } = headers;
  return createHash(algorithm).update(`${timestamp}${nonce}${secret}${text}`, "utf8").digest("hex");
}

function decrypted({ text }: Received, key: string): string {
  const { encrypt, ...rest } = JSON.parse(text) as { encrypt: string };
  assert.deepEqual(rest, {});
  const bytes = Buffer.from(encrypt, "base64");
  const decipher = createDecipheriv("aes-256-cbc", createHash("sha256").update(key).digest(), bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
}

test("an event is encrypted and signed, and its body is what JSON.stringify prints", async (t) => {
  const server = await AppServer.start(t);
  const { app, chat } = await startWorld(t, {}, { ...KEYS, events: { requestUrl: `${server.url}/event?a=b` } });
  const said = chat.say('你好 🎉 "</script> \u2028 \\/');
  const request = await server.next();
  request.answer();
  const delivery = await said;
  assert.deepEqual([request.method, request.path], ["POST", "/event?a=b"]);
  assert.equal(request.headers["x-lark-signature"], digest("sha256", request, KEYS.encryptKey));
  assert.equal(request.text, JSON.stringify(JSON.parse(request.text)));
  const plain = decrypted(request, KEYS.encryptKey);
  assert.equal(plain, JSON.stringify(JSON.parse(plain)));
  const body = JSON.parse(plain);
  assert.deepEqual(Object.keys(body.header), [
    "event_id",
    "token",
    "create_time",
    "event_type",
    "tenant_key",
    "app_id",
  ]);
  assert.deepEqual([body.schema, body.header.token], ["2.0", KEYS.verificationToken]);
  assert.deepEqual([body.header.event_id, body.header.app_id], [delivery.eventId, app.appId]);
  assert.equal(JSON.parse(body.event.message.content).text, '你好 🎉 "</script> \u2028 \\/');
  assert.deepEqual([delivery.acknowledged, delivery.transport, delivery.httpStatus], [true, "webhook", 200]);
});

test("the headers are those of a captured request, in its order", async (t) => {
  const server = await AppServer.start(t);
  const { clock, chat } = await startWorld(t, {}, { encryptKey: "", events: { requestUrl: server.url } });
  const said = chat.say("hello");
  const request = await server.next();
  request.answer();
  await said;
  const names = request.rawHeaders.filter((_, at) => at % 2 === 0);
  assert.deepEqual(names, [
    "Host",
    "User-Agent",
    "Content-Length",
    "Content-Type",
    "X-Lark-Request-Nonce",
    "X-Lark-Request-Timestamp",
    "X-Lark-Signature",
    "X-Request-Id",
    "Accept-Encoding",
    "Connection",
  ]);
  const { headers } = request;
  assert.deepEqual(
    [headers["user-agent"], headers["content-type"], headers["accept-encoding"]],
    ["Go-http-client/1.1", "application/json;charset=utf-8", "gzip"],
  );
  assert.equal(headers["x-lark-request-timestamp"], String(Math.floor(clock.now() / 1000)));
  assert.match(String(headers["x-lark-request-nonce"]), /^[1-9]\d{8}$/);
  assert.match(
    String(headers["x-request-id"]),
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.equal(Number(headers["content-length"]), Buffer.byteLength(request.text));
});

test("without an Encrypt Key the body is plain and signed with an empty key; signWithoutEncryptKey: false leaves it unsigned", async (t) => {
  for (const signWithoutEncryptKey of [true, false]) {
    const server = await AppServer.start(t);
    const options = { webhook: { signWithoutEncryptKey } };
    const { chat } = await startWorld(t, options, { encryptKey: "", events: { requestUrl: server.url } });
    const said = chat.say("hello");
    const request = await server.next();
    request.answer();
    const delivery = await said;
    assert.equal(request.text, delivery.requestJson);
    const expected = signWithoutEncryptKey ? digest("sha256", request, "") : undefined;
    assert.equal(request.headers["x-lark-signature"], expected);
    assert.equal(request.headers["x-lark-request-timestamp"] !== undefined, signWithoutEncryptKey);
    assert.equal(delivery.http?.signature?.signature, expected);
  }
});

test("a p1 event keeps its shape: ts, uuid, token, type, event", async (t) => {
  const server = await AppServer.start(t);
  const { app } = await startWorld(t, {}, { ...KEYS, encryptKey: "", events: { requestUrl: server.url } });
  const sent = app.deliverEvent({ version: "p1", type: "out_approval", event: { instance_code: "81D3" } });
  const request = await server.next();
  request.answer();
  const { eventId } = await sent;
  const { ts, ...body } = JSON.parse(request.text);
  assert.match(ts, /^\d{10}\.\d{6}$/);
  const event = { app_id: app.appId, tenant_key: app.tenantKey, instance_code: "81D3", type: "out_approval" };
  assert.deepEqual(body, { uuid: eventId, token: KEYS.verificationToken, type: "event_callback", event });
  assert.equal(request.text, JSON.stringify(JSON.parse(request.text)));
});

test("a legacy card callback is plain, flat, and signed with SHA-1 and the Verification Token", async (t) => {
  const server = await AppServer.start(t);
  const callbacks = { subscribed: ["card.action.trigger_v1"], requestUrl: `${server.url}/card` };
  const { app, alice, chat } = await startWorld(t, {}, { ...KEYS, callbacks });
  const card = chat.postCard({ elements: [{ tag: "action", actions: [button("Go", { id: 7 })] }] });
  const clicked = card.click("Go");
  const request = await server.next();
  request.answer();
  const { code, delivery } = await clicked;
  assert.equal(code, 0);
  assert.equal(request.headers["x-lark-signature"], digest("sha1", request, KEYS.verificationToken));
  const { token, ...body } = JSON.parse(request.text);
  assert.match(token, /^c-[0-9a-f]{40}$/);
  assert.deepEqual(body, {
    open_id: alice.openId(app),
    open_message_id: card.messageId,
    open_chat_id: chat.chatId,
    tenant_key: app.tenantKey,
    action: { value: { id: 7 }, tag: "button" },
  });
  assert.equal(request.text, JSON.stringify(JSON.parse(request.text)));
  assert.equal(request.headers["x-refresh-token"], delivery.eventId);
  assert.equal(request.headers["x-lark-request-timestamp"], "Friday, 02-Jan-26 11:04:05 CST");
});

test("the timestamps of card callbacks can be chosen", async (t) => {
  const server = await AppServer.start(t);
  const webhook = { cardTimestamp: "go_string", legacyCardTimestamp: "unix_seconds" } as const;
  const callbacks = { subscribed: ["card.action.trigger", "card.action.trigger_v1"], requestUrl: server.url };
  const { clock, postCard } = await startWorld(t, { webhook }, { ...KEYS, encryptKey: "", callbacks });
  const clicked = postCard().click("Approve");
  const requests = [await server.next(), await server.next()];
  for (const request of requests) request.answer();
  assert.equal((await clicked).code, 0);
  const timestamps = requests
    .toSorted((one, other) => Number("schema" in JSON.parse(other.text)) - Number("schema" in JSON.parse(one.text)))
    .map(({ headers }) => headers["x-lark-request-timestamp"]);
  const seconds = String(Math.floor(clock.now() / 1000));
  assert.deepEqual(timestamps, ["2026-01-02 11:04:05.000000000 +0800 CST m=+1.000000001", seconds]);
  for (const request of requests) {
    const legacy = request.headers["x-refresh-token"] !== undefined;
    const expected = legacy ? digest("sha1", request, KEYS.verificationToken) : digest("sha256", request, "");
    assert.equal(request.headers["x-lark-signature"], expected);
  }
});

test("what was signed stands in the journal, secrets by their names", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, chat } = await startWorld(t, {}, { ...KEYS, events: { requestUrl: `${server.url}/event` } });
  const said = chat.say("hello");
  const request = await server.next();
  request.answer({ msg: "success" });
  await said;
  const [entry] = emulator.deliveries;
  assert.equal(entry?.url, `${server.url}/event`);
  assert.equal(entry?.http?.requestBody, request.text);
  assert.equal(entry?.requestJson, decrypted(request, KEYS.encryptKey));
  assert.deepEqual(entry?.http?.signature, {
    algorithm: "SHA-256",
    parts: [
      { name: "timestamp", value: request.headers["x-lark-request-timestamp"] },
      { name: "nonce", value: request.headers["x-lark-request-nonce"] },
      { name: "Encrypt Key" },
      { name: "body" },
    ],
    signature: request.headers["x-lark-signature"],
  });
  assert.equal(entry?.http?.responseBody, '{"msg":"success"}');
  assert.equal(entry?.http?.responseHeaders?.["content-type"], "application/json");
  assert.equal(JSON.stringify(entry?.http).includes(KEYS.encryptKey), false);
});

test("equal seeds give equal bytes", async (t) => {
  const story = async (): Promise<unknown> => {
    const server = await AppServer.start(t);
    const { emulator, chat, clock } = await startWorld(t, { seed: 7 }, { events: { requestUrl: server.url } });
    const said = chat.say("hello");
    const first = await server.next();
    first.answer("", 500);
    await said;
    clock.skip(15_000);
    const second = await server.next();
    second.answer();
    const [entry] = emulator.deliveries;
    const headers = ({ rawHeaders }: Received): readonly string[] => rawHeaders.slice(2);
    return [first.text, headers(first), second.text, headers(second), entry?.messageId];
  };
  assert.deepEqual(await story(), await story());
});

test("an event that has no JSON form is refused at once", async (t) => {
  const { app } = await startWorld(t);
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  for (const event of [circle, { big: 1n }, { toJSON: () => "text" }]) {
    await assert.rejects(app.deliverEvent({ type: "x", event }), { code: "bad_argument" });
  }
});

test("an event is sent again as it was, whatever became of the object", async (t) => {
  const server = await AppServer.start(t);
  const { app, clock } = await startWorld(t, {}, { encryptKey: "", events: { requestUrl: server.url } });
  const event = { cards: [cardV2([])], count: 1 };
  const sent = app.deliverEvent({ type: "x", event });
  (await server.next()).answer("", 500);
  await sent;
  event.count = 2;
  clock.skip(15_000);
  const again = await server.next();
  again.answer();
  assert.equal(JSON.parse(again.text).event.count, 1);
});
