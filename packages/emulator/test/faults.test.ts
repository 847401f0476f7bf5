import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { WebSocket } from "ws";
import { until } from "../../../test/support/until.ts";
import { decodeWire, encodeWire, wireHeader } from "../../protocol/test/support/wire-frame.ts";
import { type App, type Emulator, type Fault, startEmulator } from "../src/index.ts";
import { settle } from "../src/time/settle.ts";
import { askForUrl, freshUrl, Peer, refusedUpgrade } from "./support/peer.ts";
import { RawClient } from "./support/raw-client.ts";

interface Scene {
  readonly emulator: Emulator;
  readonly app: App;
}

async function scene(t: TestContext, ...faults: Fault[]): Promise<Scene> {
  const emulator = await startEmulator({ clock: "manual", seed: 1 });
  t.after(() => emulator.close());
  for (const fault of faults) emulator.faults.add(fault);
  return { emulator, app: emulator.createApp() };
}

function credentials({ appId, appSecret }: App): string {
  return JSON.stringify({ AppID: appId, AppSecret: appSecret });
}

async function discover({ emulator, app }: Scene): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${emulator.url}/callback/ws/endpoint`, { method: "POST", body: credentials(app) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const DISCOVERY: [fault: Fault, status: number, text: string][] = [
  [{ kind: "discovery_error" }, 200, '{"code":1,"msg":"a fault on demand","data":{}}'],
  [{ kind: "discovery_error", code: 514, data: "absent", msg: "x" }, 200, '{"code":514,"msg":"x"}'],
  [
    { kind: "discovery_error", code: 1000040350, data: "null", msg: "x" },
    200,
    '{"code":1000040350,"msg":"x","data":null}',
  ],
  [{ kind: "discovery_error", code: 0, msg: "" }, 200, '{"code":0,"msg":"","data":{}}'],
  [{ kind: "discovery_error", status: 503, body: "<html>" }, 503, "<html>"],
  [{ kind: "discovery_error", body: "{" }, 200, "{"],
  [{ kind: "discovery_error", status: 204 }, 204, ""],
];

for (const [fault, status, text] of DISCOVERY) {
  test(`discovery: ${JSON.stringify(fault)}`, async (t) => {
    const one = await scene(t, { ...fault, times: 1 });
    const answer = await discover(one);
    assert.deepEqual([answer.status, answer.text], [status, text]);
    assert.equal(JSON.parse((await discover(one)).text).code, 0, "spent after one time");
  });
}

test("discovery: Retry-After", async (t) => {
  const { status, headers } = await discover(
    await scene(t, { kind: "discovery_error", status: 429, retryAfterSeconds: 7 }),
  );
  assert.deepEqual([status, headers.get("retry-after")], [429, "7"]);
});

test("discovery: a good URL without ClientConfig, or with a strange one", async (t) => {
  const one = await scene(t, { kind: "discovery_config", times: 1 });
  const { data } = JSON.parse((await discover(one)).text);
  assert.deepEqual(Object.keys(data), ["URL"]);
  one.emulator.faults.add({ kind: "discovery_config", clientConfig: { PingInterval: 0 } });
  const strange = JSON.parse((await discover(one)).text).data;
  assert.deepEqual(strange.ClientConfig, { PingInterval: 0 });
  assert.match(strange.URL, /^ws:/);
});

test("discovery: silence, until the client gives up", async (t) => {
  const { emulator, app } = await scene(t, { kind: "discovery_silence" });
  const asking = fetch(`${emulator.url}/callback/ws/endpoint`, {
    method: "POST",
    body: credentials(app),
    signal: AbortSignal.timeout(50),
  });
  await assert.rejects(asking, { name: "TimeoutError" });
});

test("upgrade: refused with the three headers", async (t) => {
  const { emulator, app } = await scene(
    t,
    { kind: "upgrade_error", times: 1, status: 403, handshakeStatus: 403, message: "banned" },
    { kind: "upgrade_error", times: 1, authErrorCode: 1000040350 },
    { kind: "upgrade_error", times: 1, status: 500, handshakeStatus: -1 },
  );
  const refusals = [];
  for (let count = 0; count < 3; count++) {
    const { statusCode, headers } = await refusedUpgrade(await freshUrl(emulator, app));
    const { "handshake-status": status, "handshake-msg": message, "handshake-autherrcode": code } = headers;
    refusals.push([statusCode, status, message, code]);
  }
  assert.deepEqual(refusals, [
    [403, "403", "banned", undefined],
    [401, "514", "a fault on demand", "1000040350"],
    [500, undefined, undefined, undefined],
  ]);
  await Peer.connect(emulator, app);
});

test("upgrade: silence, and close() does not wait for it", async (t) => {
  const { emulator, app } = await scene(t, { kind: "upgrade_silence" });
  const socket = new WebSocket(await freshUrl(emulator, app), { handshakeTimeout: 50 });
  const [error] = await new Promise<[Error]>((resolve) => socket.on("error", (cause) => resolve([cause])));
  assert.match(error.message, /handshake has timed out/);
  const other = new WebSocket(await freshUrl(emulator, app));
  other.on("error", () => undefined);
  const ended = new Promise((resolve) => other.on("close", resolve));
  await settle();
  await emulator.close();
  await ended;
});

test("delay: both ways, so that an answer in time comes too late", async (t) => {
  const { emulator, app } = await scene(t, { kind: "delay", ms: 1_600 });
  const client = await RawClient.connect(emulator, app);
  const pushed = app.deliverEvent({ type: "x", event: {} });
  await emulator.clock.advance(1_599);
  assert.equal(client.messages.length, 0);
  await emulator.clock.advance(1);
  assert.equal(client.messages.length, 1);
  const [frame] = client.frames();
  client.socket.send(encodeWire({ ...frame, payload: Buffer.from('{"code":200}') }));
  await settle();
  await emulator.clock.advance(1_400);
  const delivery = await pushed;
  assert.equal(delivery.status, "timed_out");
  await emulator.clock.advance(200);
  assert.equal(emulator.deliveries.find(({ messageId }) => messageId === delivery.messageId)?.lateAnswer?.ackCode, 200);
});

test("delay: in one direction, for the next message only, and order is kept", async (t) => {
  const { emulator, app } = await scene(t, { kind: "delay", ms: 100, direction: "to_app", times: 1 });
  const client = await RawClient.connect(emulator, app);
  for (const type of ["first", "second"]) void app.deliverEvent({ type, event: {} }).catch(() => undefined);
  await settle();
  assert.equal(client.messages.length, 0, "the second waits behind the first");
  await emulator.clock.advance(100);
  const types = client
    .frames()
    .map(({ payload }) => JSON.parse(Buffer.from(payload ?? []).toString()).header.event_type);
  assert.deepEqual(types, ["first", "second"]);
});

for (const [direction, pushMs, answerMs] of [
  ["to_app", 100, 0],
  ["from_app", 0, 100],
  ["both", 100, 100],
] as const) {
  test(`delay: ${direction} only`, async (t) => {
    const { emulator, app } = await scene(t, { kind: "delay", ms: 100, direction });
    const client = await RawClient.connect(emulator, app);
    const begun = emulator.clock.now();
    const pushed = app.deliverEvent({ type: "x", event: {} });
    await emulator.clock.advance(pushMs);
    const [frame] = client.frames();
    client.socket.send(encodeWire({ ...frame, payload: Buffer.from('{"code":200}') }));
    await emulator.clock.advance(answerMs);
    assert.equal((await pushed).answeredAt, begun + pushMs + answerMs);
  });
}

test("black hole: the socket stays, nothing is answered, and clearing it lets all go on", async (t) => {
  const { emulator, app } = await scene(t);
  const client = await RawClient.connect(emulator, app);
  let pongs = 0;
  client.socket.on("pong", () => {
    pongs += 1;
  });
  const { faultId } = emulator.faults.add({ kind: "black_hole" });
  client.sendPing();
  client.socket.ping();
  const pushed = app.deliverEvent({ type: "x", event: {} });
  await emulator.clock.advance(60_000);
  assert.deepEqual([client.messages.length, pongs, app.connections.length], [0, 0, 1]);
  assert.equal((await pushed).status, "timed_out");
  emulator.faults.clear(faultId);
  await until(() => client.messages.length === 1 && pongs === 1);
  const again = app.deliverEvent({ type: "y", event: {} });
  await until(() => client.frames().length === 1);
  await emulator.clock.advance(3_000);
  await again;
});

test("black hole: `times` counts connections", async (t) => {
  const { emulator, app } = await scene(t, { kind: "black_hole", times: 1 });
  const [swallowed, next] = [await RawClient.connect(emulator, app), await RawClient.connect(emulator, app)];
  for (const client of [swallowed, next]) client.sendPing();
  await until(() => next.messages.length === 1);
  assert.equal(swallowed.messages.length, 0);
});

const PONGS: [fault: Fault, payloads: (string | undefined)[]][] = [
  [{ kind: "bad_pong" }, []],
  [{ kind: "bad_pong", payload: "" }, [""]],
  [{ kind: "bad_pong", payload: "{}" }, ["{}"]],
  [{ kind: "bad_pong", payload: '{"PingInterval":30}' }, ['{"PingInterval":30}']],
];

for (const [fault, payloads] of PONGS) {
  test(`pong: ${JSON.stringify(fault)}`, async (t) => {
    const { emulator, app } = await scene(t, { ...fault, times: 1 });
    const client = await RawClient.connect(emulator, app);
    client.sendPing();
    client.sendPing();
    await until(() => client.messages.length === payloads.length + 1);
    const seen = client.messages.map(({ data }) => Buffer.from(decodeWire(data).payload ?? []).toString());
    assert.deepEqual(seen.slice(0, -1), payloads);
    assert.match(seen.at(-1) ?? "", /ReconnectNonce/);
    assert.equal(app.connections[0]?.pings, 2);
  });
}

test("pongs, but no events", async (t) => {
  const { emulator, app } = await scene(t, { kind: "drop_push" });
  const client = await RawClient.connect(emulator, app);
  const pushed = app.deliverEvent({ type: "x", event: {} });
  client.sendPing();
  await until(() => client.messages.length === 1);
  assert.deepEqual(client.frames(), []);
  await emulator.clock.advance(3_000);
  const { status, reason, faults, parts } = await pushed;
  assert.deepEqual([status, faults, parts], ["timed_out", ["drop_push"], 1]);
  assert.match(reason, /faults on demand struck the push: drop_push; clear them/);
});

/** What of an event of 1,000 bytes arrives, by `seq`, when it is split by 300. */
const PARTS: [faults: Fault[], order: string[]][] = [
  [[], ["0", "1", "2", "3"]],
  [[{ kind: "reorder_parts" }], ["3", "2", "1", "0"]],
  [[{ kind: "duplicate_part" }], ["0", "0", "1", "1", "2", "2", "3", "3"]],
  [[{ kind: "duplicate_part", part: 2 }], ["0", "1", "2", "2", "3"]],
  [[{ kind: "drop_part" }], ["1", "2", "3"]],
  [[{ kind: "drop_part", part: 3 }], ["0", "1", "2"]],
  [[{ kind: "duplicate_push" }], ["0", "1", "2", "3", "0", "1", "2", "3"]],
  [
    [{ kind: "drop_part", part: 1 }, { kind: "reorder_parts" }, { kind: "duplicate_push", copies: 3 }],
    ["3", "2", "0", "3", "2", "0", "3", "2", "0"],
  ],
];

for (const [faults, order] of PARTS) {
  test(`parts: ${JSON.stringify(faults)}`, async (t) => {
    const { emulator, app } = await scene(t, { kind: "split", bytes: 300 }, ...faults);
    const client = await RawClient.connect(emulator, app);
    const pushed = app.deliverEvent({ type: "x", event: { text: "好".repeat(280) } });
    await until(() => client.messages.length === order.length);
    assert.deepEqual(client.order(), order);
    assert.equal(new Set(client.frames().map((frame) => wireHeader(frame, "message_id"))).size, 1);
    await emulator.clock.advance(3_000);
    assert.deepEqual((await pushed).faults, ["split", ...faults.map(({ kind }) => kind).sort(byPlace)]);
  });
}

/** The order in which faults for parts strike. */
function byPlace(one: string, other: string): number {
  const places = ["drop_part", "duplicate_part", "reorder_parts", "duplicate_push"];
  return places.indexOf(one) - places.indexOf(other);
}

test("parts: shuffled, as the seed says", async (t) => {
  const orders = [];
  for (const seed of [1, 1, 2]) {
    const emulator = await startEmulator({ clock: "manual", seed });
    t.after(() => emulator.close());
    const app = emulator.createApp();
    emulator.faults.add({ kind: "split", bytes: 20 });
    emulator.faults.add({ kind: "reorder_parts", order: "shuffle" });
    const client = await RawClient.connect(emulator, app);
    void app.deliverEvent({ type: "x", event: {} }).catch(() => undefined);
    await settle();
    orders.push(client.order().join());
  }
  assert.equal(orders[0], orders[1]);
  assert.notEqual(orders[0], orders[2]);
  assert.notEqual(
    orders[0],
    orders[0]
      ?.split(",")
      .map(Number)
      .sort((a, b) => a - b)
      .join(),
  );
});

test("split: at every byte", async (t) => {
  const { emulator, app } = await scene(t, { kind: "split", bytes: 1 });
  const peer = await Peer.connect(emulator, app);
  const pushed = app.deliverEvent({ type: "x", event: { text: "🎉" } });
  const push = await peer.push();
  assert.equal(push.frames.length, Buffer.byteLength(push.text));
  assert.deepEqual(push.body.event, { text: "🎉" });
  peer.answer(push);
  assert.equal((await pushed).acknowledged, true);
});

const CORRUPT = ["garbage", "truncated", "empty", "text", "payload"] as const;

for (const how of CORRUPT) {
  test(`corrupt: ${how}`, async (t) => {
    const { emulator, app } = await scene(t, { kind: "corrupt_frame", how, times: 1 });
    const client = await RawClient.connect(emulator, app);
    const pushed = app.deliverEvent({ type: "x", event: {} });
    await until(() => client.messages.length === 1);
    const [message] = client.messages;
    assert.equal(message?.isBinary, how !== "text");
    if (how === "payload") {
      const text = Buffer.from(client.frames()[0]?.payload ?? []).toString();
      assert.throws(() => JSON.parse(text));
      assert.ok(text.startsWith('{"schema"'));
    } else assert.throws(() => client.frames());
    await emulator.clock.advance(3_000);
    assert.deepEqual((await pushed).faults, ["corrupt_frame"]);
    client.messages.length = 0;
    void app.deliverEvent({ type: "y", event: {} }).catch(() => undefined);
    await until(() => client.frames().length === 1);
  });
}

test("card frame: the type in place of event, and an answer still counts", async (t) => {
  const { emulator, app } = await scene(t, { kind: "card_frame", times: 1 });
  const peer = await Peer.connect(emulator, app);
  for (const type of ["card", "event"]) {
    const pushed = app.deliverCallback({ type: "card.action.trigger", event: {} });
    const push = await peer.push();
    assert.equal(wireHeader(push.last, "type"), type);
    peer.answer(push, {});
    const { code, delivery } = await pushed;
    assert.deepEqual([code, delivery.frameType, delivery.answer?.headersEchoed], [0, type, true]);
  }
});

test("close: by code, after the push or before it", async (t) => {
  const { emulator, app } = await scene(
    t,
    { kind: "close", code: 4001, times: 1 },
    { kind: "close", when: "before_push", times: 1 },
  );
  for (const [code, messages] of [
    [4001, 1],
    [1000, 0],
  ]) {
    const client = await RawClient.connect(emulator, app);
    const pushed = app.deliverEvent({ type: "x", event: {} });
    assert.equal(await client.closed, code);
    assert.equal(client.messages.length, messages);
    await until(() => app.connections.length === 0);
    await emulator.clock.advance(3_000);
    assert.deepEqual([(await pushed).status, (await pushed).faults], ["cut", ["close"]]);
  }
});

test("cut: a reset without a close frame, after the push or before it", async (t) => {
  const { emulator, app } = await scene(t, { kind: "cut", times: 1 }, { kind: "cut", when: "before_push", times: 1 });
  for (const messages of [1, 0]) {
    const client = await RawClient.connect(emulator, app);
    const pushed = app.deliverEvent({ type: "x", event: {} });
    assert.equal(await client.closed, 1006);
    assert.deepEqual([client.messages.length, client.tcpErrors], [messages, ["ECONNRESET"]]);
    await emulator.clock.advance(3_000);
    assert.equal((await pushed).status, "cut");
  }
});

test("connections are closed and cut at once, those that are meant", async (t) => {
  const { emulator, app } = await scene(t);
  const other = emulator.createApp();
  const clients = [
    await RawClient.connect(emulator, app),
    await RawClient.connect(emulator, app),
    await RawClient.connect(emulator, other),
  ];
  const [first] = app.connections;
  assert.equal(emulator.faults.closeConnections({ connectionId: first?.connectionId, code: 1012 }), 1);
  assert.equal(await clients[0]?.closed, 1012);
  await until(() => app.connections.length === 1);
  assert.equal(emulator.faults.cutConnections({ appId: app.appId }), 1);
  assert.equal(await clients[1]?.closed, 1006);
  await until(() => app.connections.length === 0);
  assert.equal(emulator.faults.closeConnections(), 1);
  assert.equal(await clients[2]?.closed, 1000);
  assert.throws(() => emulator.faults.closeConnections({ code: 1005 }), { code: "bad_argument", message: /1000 to/ });
});

test("a wait before the first push lets clients get ready", async (t) => {
  const { emulator, app } = await scene(t, { kind: "first_push_wait", ms: 500 });
  const client = await RawClient.connect(emulator, app);
  for (const type of ["a", "b"]) void app.deliverEvent({ type, event: {} }).catch(() => undefined);
  await emulator.clock.advance(499);
  assert.equal(client.messages.length, 0);
  await emulator.clock.advance(1);
  assert.equal(client.messages.length, 2);
  void app.deliverEvent({ type: "c", event: {} }).catch(() => undefined);
  await until(() => client.messages.length === 3);
});

test("faults meet whom they are for, are counted and listed, and are spent", async (t) => {
  const { emulator, app } = await scene(t);
  const other = emulator.createApp();
  const { faultId } = emulator.faults.add({ kind: "discovery_error", appId: app.appId, times: 2, code: 403 });
  const ask = async (asked: App): Promise<number> => (await askForUrl(emulator, credentials(asked))).code;
  assert.deepEqual([await ask(other), await ask(app), await ask(app), await ask(app)], [0, 403, 403, 0]);
  const fault = { kind: "discovery_error", appId: app.appId, times: 2, code: 403 };
  assert.deepEqual(emulator.faults.list(), [
    { faultId, fault, transports: ["long_connection"], acted: 2, remaining: 0 },
  ]);
  assert.deepEqual([emulator.faults.clear("fault-99"), emulator.faults.clear()], [0, 1]);
  assert.deepEqual(emulator.faults.list(), []);

  const connected = [await RawClient.connect(emulator, app), await RawClient.connect(emulator, app)];
  const [, second] = app.connections;
  emulator.faults.add({ kind: "bad_pong", connectionId: second?.connectionId });
  for (const client of connected) client.sendPing();
  await until(() => connected[0]?.messages.length === 1);
  await settle();
  assert.equal(connected[1]?.messages.length, 0);
});

const WRONG: [fault: unknown, says: RegExp][] = [
  [{ kind: "nothing" }, /no fault "nothing".*There are: discovery_error/],
  [{ kind: "toString" }, /no fault "toString"/],
  ["drop_push", /A fault is an object such as \{ kind: "drop_push"/],
  [{ kind: "delay" }, /delay needs "ms"/],
  [{ kind: "delay", ms: 0 }, /"ms" of the fault delay is 0, but has to be a whole number from 1/],
  [{ kind: "delay", ms: 5, direction: "up" }, /one of to_app, from_app, both/],
  [{ kind: "split", bytes: 0 }, /"bytes"/],
  [{ kind: "drop_push", bytes: 1 }, /has no "bytes"\. It has: appId, connectionId, transport, times/],
  [{ kind: "drop_push", times: 0 }, /"times"/],
  [{ kind: "close", code: 1005 }, /1000 to 1003/],
  [{ kind: "discovery_error", status: 99 }, /"status"/],
  [{ kind: "rest_error", route: "*" }, /needs "code"/],
  [{ kind: "rest_error", route: "*", code: 1, headers: { a: 1 } }, /an object of texts/],
  [{ kind: "corrupt_frame", how: "much" }, /one of garbage/],
];

for (const [fault, says] of WRONG) {
  test(`refused: ${JSON.stringify(fault)}`, async (t) => {
    const { emulator } = await scene(t);
    assert.throws(() => emulator.faults.add(fault as Fault), { code: "bad_argument", message: says });
    assert.deepEqual(emulator.faults.list(), []);
  });
}

test("1,000 faults may stand, and no more", async (t) => {
  const { emulator } = await scene(t);
  for (let count = 0; count < 1_000; count++) emulator.faults.add({ kind: "drop_push", times: 1 });
  assert.throws(() => emulator.faults.add({ kind: "drop_push" }), {
    code: "bad_argument",
    message: /Clear some first/,
  });
  emulator.faults.clear();
  emulator.faults.add({ kind: "drop_push" });
});
