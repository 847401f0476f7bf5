import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { until } from "../../../../test/support/until.ts";
import type { EmulatorOptions, Outcome } from "../../src/index.ts";
import { AppServer, deadUrl, type Received } from "../support/app-server.ts";
import { rawServer } from "../support/raw-server.ts";
import { button, cardV2, startWorld, type World } from "../support/world.ts";

/** A world whose callbacks go to `requestUrl`. */
function webhookWorld(test: TestContext, requestUrl: string, options: EmulatorOptions = {}): Promise<World> {
  return startWorld(test, options, { callbacks: { requestUrl } });
}

async function clickAndAnswer(
  test: TestContext,
  answer: (request: Received, world: World) => void,
  options: EmulatorOptions = {},
): Promise<{ outcome: Outcome; world: World }> {
  const server = await AppServer.start(test);
  const world = await webhookWorld(test, server.url, options);
  const clicked = world.postCard().click("Approve");
  answer(await server.next(), world);
  return { outcome: await clicked, world };
}

test("0: toast and card of the answer reach the clicker", async (t) => {
  const server = await AppServer.start(t);
  const { app, clock, emulator, postCard } = await webhookWorld(t, `${server.url}/callback`);
  const card = postCard();
  const clicked = card.click("Approve");
  const request = await server.next();
  clock.skip(120);
  const toast = { type: "success", content: "卡片回传成功 ✅" };
  const replacement = cardV2([button("Undo")]);
  request.answer({ toast, card: { type: "raw", data: replacement } });
  const outcome = await clicked;
  assert.deepEqual([outcome.code, outcome.toast, card.content], [0, toast, replacement]);
  assert.equal(outcome.latencyMs, 120);
  const { delivery } = outcome;
  assert.deepEqual(
    [delivery.status, delivery.transport, delivery.url, delivery.httpStatus, delivery.attempt],
    ["answered", "webhook", `${server.url}/callback`, 200, 1],
  );
  assert.deepEqual([delivery.connectionId, delivery.parts, delivery.appId], [undefined, 0, app.appId]);
  assert.equal(delivery.answeredAt, delivery.sentAt + 120);
  assert.equal(delivery.http?.connectedAt, delivery.sentAt);
  assert.deepEqual(emulator.deliveries[0], delivery);
});

for (const [name, body] of [
  ["{}", {}],
  ["an empty body", ""],
  ["null", "null"],
] as const) {
  test(`0: ${name} leaves the card as it is`, async (t) => {
    const { outcome } = await clickAndAnswer(t, (request) => request.answer(body));
    assert.deepEqual([outcome.code, outcome.toast, outcome.card], [0, undefined, undefined]);
  });
}

test("0: a compressed answer is unpacked, as it was asked for", async (t) => {
  const zipped = gzipSync(JSON.stringify({ toast: { type: "info", content: "gzip" } }));
  const { outcome } = await clickAndAnswer(t, (request) => request.answer(zipped, 200, { "content-encoding": "gzip" }));
  assert.equal(outcome.toast?.content, "gzip", outcome.reason);
});

const HTML = "<!doctype html><title>not found</title>";
const REFUSED: [name: string, code: number, reason: RegExp, answer: (request: Received) => void][] = [
  ["500", 200671, /HTTP 500 instead of 200: look at the server's log/, (r) => r.answer({ msg: "x" }, 500)],
  ["404 with a page", 200671, /HTTP 404.*compare the URL with the server's route/, (r) => r.answer(HTML, 404)],
  ["401", 200671, /HTTP 401.*Encrypt Key and Verification Token/, (r) => r.answer("", 401)],
  ["201 with a good body", 200671, /HTTP 201/, (r) => r.answer({}, 201)],
  ["a page", 200672, /<!doctype/, (r) => r.answer(HTML)],
  ["a text", 200672, /text/, (r) => r.answer('"done"')],
  ["an array", 200672, /array/, (r) => r.answer("[]")],
  ["what acknowledges an event", 200672, /acknowledges an event/, (r) => r.answer({ msg: "success" })],
  ["a toast of an unknown type", 200672, /toast/, (r) => r.answer({ toast: { type: "ok", content: "x" } })],
  ["a card as text", 200673, /card/, (r) => r.answer({ card: { type: "raw", data: "{}" } })],
  ["a card of an unknown type", 200673, /card/, (r) => r.answer({ card: { type: "card_json", data: {} } })],
  ["a 1.0 card for a 2.0 card", 200830, /1\.0/, (r) => r.answer({ card: { type: "raw", data: { elements: [] } } })],
  [
    "an encoding nobody asked for",
    200080,
    /content-encoding br/,
    (r) => r.answer("x", 200, { "content-encoding": "br" }),
  ],
  ["gzip that is none", 200080, /not HTTP that can be read/, (r) => r.answer("x", 200, { "content-encoding": "gzip" })],
  ["a connection that is reset", 200080, /before its answer was complete/, (r) => r.response.socket?.resetAndDestroy()],
  ["half an answer", 200080, /before its answer was complete/, (r) => halfAnAnswer(r)],
];

function halfAnAnswer({ response }: Received): void {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"toast":', () => response.socket?.destroy());
}

for (const [name, code, reason, answer] of REFUSED) {
  test(`${code}: ${name}`, async (t) => {
    const { outcome, world } = await clickAndAnswer(t, answer);
    assert.equal(outcome.code, code, outcome.reason);
    assert.match(outcome.reason, reason);
    assert.deepEqual([outcome.toast, outcome.card], [undefined, undefined]);
    assert.deepEqual(world.emulator.deliveries[0], outcome.delivery);
    assert.deepEqual([outcome.delivery.code, outcome.delivery.reason], [outcome.code, outcome.reason]);
    assert.equal(world.emulator.deliveries.length, 1, "a callback is never sent again");
    world.clock.skip(24 * 3_600_000);
    assert.equal(world.emulator.deliveries.length, 1);
  });
}

for (const status of [301, 302, 307, 308]) {
  test(`200671: the redirect ${status} is not followed`, async (t) => {
    const elsewhere = await AppServer.start(t);
    const { outcome } = await clickAndAnswer(t, (request) => request.answer("", status, { location: elsewhere.url }));
    assert.equal(outcome.code, 200671);
    assert.match(outcome.reason, new RegExp(`redirect ${status}, which is not followed`));
    assert.equal(elsewhere.untaken, 0);
  });
}

test("200672: an answer above maxAnswerBytes, also one that only unpacks to that", async (t) => {
  const options = { webhook: { maxAnswerBytes: 1_000 } };
  const long = JSON.stringify({ toast: { type: "info", content: "x".repeat(100_000) } });
  const plain = await clickAndAnswer(t, (request) => request.answer(long), options);
  const zipped = await clickAndAnswer(
    t,
    (request) => request.answer(gzipSync(long), 200, { "content-encoding": "gzip" }),
    options,
  );
  for (const { outcome } of [plain, zipped]) {
    assert.equal(outcome.code, 200672, outcome.reason);
    assert.match(outcome.reason, /more than 1000 bytes/);
  }
  const fits = JSON.stringify({ toast: { type: "info", content: "x".repeat(900) } });
  assert.equal((await clickAndAnswer(t, (request) => request.answer(fits), options)).outcome.code, 0);
});

test("200341: silence until the deadline, and not a moment earlier", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, clock, postCard } = await webhookWorld(t, server.url);
  const clicked = postCard().click("Approve");
  const request = await server.next();
  clock.skip(2_999);
  assert.equal(emulator.deliveries[0]?.status, "waiting");
  clock.skip(1);
  const { code, reason, delivery, latencyMs } = await clicked;
  assert.deepEqual([code, delivery.status, latencyMs], [200341, "timed_out", 3_000]);
  assert.match(reason, /No answer came within 3000 ms/);
  await until(() => request.response.destroyed);
});

test("200341: an answer whose end does not come in time", async (t) => {
  const server = await AppServer.start(t);
  const { clock, postCard } = await webhookWorld(t, server.url);
  const clicked = postCard().click("Approve");
  const { response } = await server.next();
  response.writeHead(200, { "content-type": "application/json" });
  await new Promise((resolve) => response.write("{", resolve));
  clock.skip(3_000);
  assert.equal((await clicked).code, 200341);
});

test("200342: nobody listens on the port", async (t) => {
  const { postCard } = await webhookWorld(t, await deadUrl());
  const { code, reason, delivery } = await postCard().click("Approve");
  assert.deepEqual([code, delivery.status], [200342, "unreachable"]);
  assert.match(reason, /TCP connection to the request URL failed \(ECONNREFUSED\).*server runs/);
});

test("200343: the host name has no address", async (t) => {
  const { postCard } = await webhookWorld(t, "http://no-such-host.invalid/event");
  const { code, reason, delivery } = await postCard().click("Approve");
  assert.deepEqual([code, delivery.status], [200343, "unreachable"]);
  assert.match(reason, /has no address/);
});

test("200080: what answers is no HTTP server", async (t) => {
  const url = await rawServer(
    t,
    createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
  );
  const { postCard } = await webhookWorld(t, url);
  const { code, reason } = await postCard().click("Approve");
  assert.equal(code, 200080, reason);
  assert.match(reason, /not HTTP that can be read/);
});

test("200080: a server that changes to another protocol", async (t) => {
  const head = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  const url = await rawServer(
    t,
    createServer((socket) => void socket.write(head)),
  );
  const { postCard } = await webhookWorld(t, url);
  const { code, reason } = await postCard().click("Approve");
  assert.equal(code, 200080, reason);
});

test("a link preview goes by the same way and is judged by the same rules", async (t) => {
  const server = await AppServer.start(t);
  const { chat } = await webhookWorld(t, server.url);
  const pasted = chat.paste("https://example.com/T-1");
  const request = await server.next();
  request.answer({ inline: { title: "链接预览测试" } });
  const preview = await pasted;
  assert.deepEqual([preview.code, preview.inline], [0, { title: "链接预览测试" }]);
  const failed = chat.paste("https://example.com/T-1");
  (await server.next()).answer("", 500);
  assert.equal((await failed).code, 200671);
});

test("close() ends requests under way, and leaves no timer", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, clock, postCard } = await webhookWorld(t, server.url);
  const answered = postCard().click("Approve");
  (await server.next()).answer();
  await answered;
  const clicked = postCard().click("Approve");
  const refused = assert.rejects(clicked, { code: "emulator_closed" });
  const { response } = await server.next();
  await emulator.close();
  await refused;
  await until(() => response.destroyed);
  assert.equal(clock.timerCount, 0);
});
