import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import type { Emulator } from "../src/index.ts";
import { Peer } from "./support/peer.ts";
import { button, cardV2, startWorld } from "./support/world.ts";

interface Answer {
  status: number;
  body: { ok: boolean; data: Record<string, unknown>; error: { code: string; message: string } };
}

async function call(emulator: Emulator, method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${emulator.admin}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: text }),
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

async function good(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answer = await call(emulator, method, path, body);
  assert.equal(answer.body.ok, true, JSON.stringify(answer.body));
  return answer.body.data;
}

test("the whole story can be told through the door", async (t) => {
  const { emulator } = await startWorld(t);
  const { appId } = await good(emulator, "POST", "/apps", { name: "Approvals" });
  const { userId } = await good(emulator, "POST", "/users", { name: "Bob" });
  const { chatId } = await good(emulator, "POST", "/chats", { userId, appId });
  const app = await good(emulator, "POST", "/apps", { appId: "cli_00000000000000ff", appSecret: "s" });
  assert.deepEqual([app.appId, app.appSecret], ["cli_00000000000000ff", "s"]);
  const card = cardV2([button("Go", { a: 1 })]);
  const posted = await good(emulator, "POST", `/chats/${chatId}/cards`, { card });
  assert.deepEqual(posted.content, card);

  const unheard = await good(emulator, "POST", `/cards/${posted.messageId}/click`, { target: "Go" });
  assert.equal(unheard.code, 200340);

  const created = { appId: String(appId), connections: [] };
  const bot = emulator.createApp({ scopes: [] });
  assert.notEqual(bot.appId, created.appId);
  const connections = await good(emulator, "GET", `/connections?appId=${appId}`);
  assert.deepEqual(connections, []);
});

test("clicking, pasting and talking through the door ends as in code", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const card = chat.postCard(cardV2([button("Go")]));
  const clicking = good(emulator, "POST", `/cards/${card.messageId}/click`, { target: "Go" });
  const replacement = cardV2([]);
  peer.answer(await peer.push(), { toast: { type: "info", content: "hi" }, card: { type: "raw", data: replacement } });
  const outcome = await clicking;
  assert.deepEqual([outcome.code, outcome.toast, outcome.shown], [0, { type: "info", content: "hi" }, replacement]);
  assert.deepEqual((await good(emulator, "GET", `/cards/${card.messageId}`)).content, replacement);

  const pasting = good(emulator, "POST", `/chats/${chat.chatId}/paste`, { url: "https://example.com" });
  peer.answer(await peer.push(), { inline: { title: "T" } });
  assert.deepEqual((await pasting).inline, { title: "T" });
  const pasted = await peer.push();
  peer.answer(pasted);
  assert.equal(pasted.body.header.event_type, "im.message.receive_v1");

  const saying = good(emulator, "POST", `/chats/${chat.chatId}/say`, { text: "hello" });
  peer.answer(await peer.push());
  assert.equal((await saying).acknowledged, true);

  const deliveries = (await good(emulator, "GET", "/deliveries?limit=3")) as unknown as { eventType: string }[];
  assert.deepEqual(
    deliveries.map(({ eventType }) => eventType),
    ["im.message.receive_v1", "im.message.receive_v1", "url.preview.get"],
  );
  assert.deepEqual(await good(emulator, "GET", "/connections"), app.connections);
  const health = await good(emulator, "GET", "/health");
  assert.deepEqual([health.url, health.apps, health.connections], [emulator.url, 1, 1]);
});

test("the form of a card can be filled in through the door", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const submit = button("Send", undefined, { name: "send", form_action_type: "submit" });
  const card = chat.postCard(cardV2([{ tag: "form", name: "f", elements: [{ tag: "input", name: "why" }, submit] }]));
  const path = `/cards/${card.messageId}/click`;
  const clicking = good(emulator, "POST", path, { target: "send", form: { why: "because" } });
  const push = await peer.push();
  assert.deepEqual((push.body.event.action as { form_value: unknown }).form_value, { why: "because" });
  peer.answer(push);
  await clicking;
  const wrong = await call(emulator, "POST", path, { target: "send", form: { why: 5 } });
  assert.deepEqual([wrong.status, wrong.body.error.code], [400, "bad_request"]);
});

test("refusals have a status, a code and a message", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const card = chat.postCard(cardV2([button("Go", undefined, { disabled: true })]));
  const click = `/cards/${card.messageId}/click`;
  const cases: [method: string, path: string, body: unknown, status: number, code: string][] = [
    ["POST", "/users", "{", 400, "bad_request"],
    ["POST", "/users", [], 400, "bad_request"],
    ["POST", "/users", undefined, 400, "bad_request"],
    ["POST", "/users", { name: "A", age: 5 }, 400, "bad_request"],
    ["POST", "/apps", { appId: 5 }, 400, "bad_request"],
    ["POST", "/apps", { scopes: [1] }, 400, "bad_request"],
    ["POST", "/apps", { appId: "x" }, 400, "bad_argument"],
    ["POST", "/apps", { appId: app.appId }, 409, "app_exists"],
    ["POST", "/chats", { userId: "u", appId: app.appId }, 404, "not_found"],
    ["POST", `/chats/${chat.chatId}/cards`, { card: "{}" }, 400, "bad_request"],
    ["POST", `/chats/${chat.chatId}/paste`, { url: "x" }, 400, "bad_argument"],
    ["POST", "/chats/oc_none/say", { text: "x" }, 404, "not_found"],
    ["POST", "/cards/om_none/click", { target: "Go" }, 404, "not_found"],
    ["POST", click, {}, 400, "bad_request"],
    ["POST", click, { target: "Stop" }, 409, "target_not_found"],
    ["POST", click, { target: "Go" }, 409, "target_disabled"],
    ["GET", "/deliveries?limit=many", undefined, 400, "bad_request"],
    ["GET", "/nowhere", undefined, 404, "unknown_route"],
    ["DELETE", "/apps", undefined, 404, "unknown_route"],
    ["POST", "/users", { name: "x".repeat(2_000_000) }, 413, "body_too_large"],
  ];
  for (const [method, path, body, status, code] of cases) {
    const answer = await call(emulator, method, path, body);
    const label = `${method} ${path} ${String(JSON.stringify(body)).slice(0, 60)}`;
    assert.deepEqual([answer.status, answer.body.ok, answer.body.error.code], [status, false, code], label);
    assert.match(answer.body.error.message, /^[A-Z"].{20,}\.$/, label);
  }
});

test("a path that is not there gets the nearest that is", async (t) => {
  const { emulator } = await startWorld(t);
  for (const [method, path, nearest] of [
    ["POST", "/user", "POST /_emu/users"],
    ["PUT", "/clock/advance", "POST /_emu/clock/advance"],
    ["POST", "/cards/om_1/clik", "POST /_emu/cards/:messageId/click"],
  ] as const) {
    const { message } = (await call(emulator, method, path, undefined)).body.error;
    assert.ok(message.includes(`does not exist. The nearest that does: ${nearest}.`), message);
  }
});

test("foreign web pages do not get through the door", async (t) => {
  const { emulator } = await startWorld(t);
  const port = new URL(emulator.url).port;
  const own = `127.0.0.1:${port}`;
  const cases: [host: string, origin: string | undefined, status: number][] = [
    [own, undefined, 200],
    [`localhost:${port}`, undefined, 200],
    [`[::1]:${port}`, undefined, 200],
    [own, `http://${own}`, 200],
    [`localhost:${port}`, `http://localhost:${port}`, 200],
    ["evil.example", undefined, 403],
    [`127.0.0.1.evil.example:${port}`, undefined, 403],
    [`localhost.evil.example:${port}`, `http://localhost.evil.example:${port}`, 403],
    ["192.168.1.5", undefined, 403],
    [own, "http://evil.example", 403],
    [own, "https://127.0.0.1", 403],
    [own, "http://localhost:3000", 403],
    [own, "null", 403],
  ];
  for (const [host, origin, status] of cases) {
    assert.equal(await healthStatus(emulator, host, origin), status, `Host ${host}, Origin ${origin}`);
  }
});

function healthStatus({ admin }: Emulator, host: string, origin: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { host, ...(origin === undefined ? {} : { origin }) };
    const outgoing = request(`${admin}/health`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on("error", reject).end();
  });
}
