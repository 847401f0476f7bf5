// The faults for pushes, on requests to a server: the same names as over the long connection.
import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { BodyCipher, eventSignature } from "@larkwire/protocol";
import { until } from "../../../../test/support/until.ts";
import type { Delivery, Fault } from "../../src/index.ts";
import { settle } from "../../src/time/settle.ts";
import { AppServer } from "../support/app-server.ts";
import { rawServer } from "../support/raw-server.ts";
import { startWorld, type World } from "../support/world.ts";

const KEY = "an Encrypt Key";

interface Scene extends World {
  readonly server: AppServer;
  /** Pushes an event of the type `x`. */
  push(type?: string): Promise<Delivery>;
}

/** A world whose events go, plain, to a server of Node's. Failed events are not tried again. */
async function scene(t: TestContext, ...faults: Fault[]): Promise<Scene> {
  const server = await AppServer.start(t);
  return { ...(await worldTo(t, server.url, faults)), server };
}

async function worldTo(t: TestContext, url: string, faults: Fault[], encryptKey = ""): Promise<Omit<Scene, "server">> {
  const options = { delivery: { eventRetryDelaysMs: [] } };
  const world = await startWorld(t, options, { encryptKey, events: { requestUrl: url } });
  for (const fault of faults) world.emulator.faults.add(fault);
  return { ...world, push: (type = "x") => world.app.deliverEvent({ type, event: { text: "好🎉" } }) };
}

/** What arrives at a bare TCP server, in the pieces in which it arrives. */
class Tap {
  readonly chunks: Buffer[] = [];
  connections = 0;
  /** What ended the last connection: the other end's `end`, or the code of an error. */
  ended: string | undefined;
  readonly server: Server;

  /** @param answer called with every piece */
  constructor(answer: (socket: Socket, text: string) => void = () => undefined) {
    this.server = createServer({ allowHalfOpen: true }, (socket) => {
      this.connections += 1;
      socket.on("data", (chunk) => {
        this.chunks.push(chunk);
        answer(socket, this.text);
      });
      socket.on("end", () => {
        this.ended ??= "end";
        socket.end();
      });
      socket.on("error", ({ code }: NodeJS.ErrnoException) => {
        this.ended ??= code;
      });
    });
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }

  /** The body, as far as it has come. */
  get body(): string {
    return this.text.split("\r\n\r\n")[1] ?? "";
  }
}

async function tapped(
  t: TestContext,
  faults: Fault[],
  answer?: (socket: Socket, text: string) => void,
): Promise<Omit<Scene, "server"> & { tap: Tap }> {
  const tap = new Tap(answer);
  return { ...(await worldTo(t, await rawServer(t, tap.server), faults)), tap };
}

/** A push is under way. */
async function begun({ emulator }: Pick<World, "emulator">): Promise<void> {
  await until(() => emulator.deliveries[0]?.status === "waiting");
}

/** Both ends know of the connections. */
async function connected(tap: Tap, count: number): Promise<void> {
  await until(() => tap.connections === count);
  await settle();
}

const ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

test("connect_error: refused or without an address, and nothing leaves", async (t) => {
  const { server, push, emulator } = await scene(
    t,
    { kind: "connect_error", times: 1 },
    { kind: "connect_error", how: "dns", times: 1 },
  );
  const pushes = [await push(), await push()];
  assert.deepEqual(
    pushes.map(({ status, faults }) => [status, faults]),
    [
      ["unreachable", ["connect_error"]],
      ["unreachable", ["connect_error"]],
    ],
  );
  assert.match(pushes[0]?.reason ?? "", /ECONNREFUSED.*Faults on demand struck the push: connect_error; clear them/);
  assert.match(pushes[1]?.reason ?? "", /has no address/);
  assert.deepEqual(
    emulator.faults.list().map(({ acted, remaining, transports }) => [acted, remaining, transports]),
    [
      [1, 0, ["webhook"]],
      [1, 0, ["webhook"]],
    ],
  );
  assert.equal(server.untaken, 0);
});

for (const [fault, code, afterMs] of [
  [{ kind: "connect_error" }, 200342, 0],
  [{ kind: "connect_error", how: "dns" }, 200343, 0],
  [{ kind: "close", when: "before_push" }, 200080, 0],
  [{ kind: "cut", when: "before_push" }, 200080, 0],
  [{ kind: "drop_push" }, 200342, 2_000],
  [{ kind: "black_hole" }, 200341, 3_000],
] as [Fault, number, number][]) {
  test(`a clicker sees ${code} with ${JSON.stringify(fault)}`, async (t) => {
    const tap = new Tap();
    const requestUrl = await rawServer(t, tap.server);
    const { emulator, clock, postCard } = await startWorld(t, {}, { callbacks: { requestUrl } });
    emulator.faults.add(fault);
    const clicked = postCard().click("Approve");
    if (fault.kind === "black_hole") await connected(tap, 1);
    clock.skip(afterMs);
    const outcome = await clicked;
    assert.deepEqual([outcome.code, outcome.latencyMs, tap.text], [code, afterMs, ""]);
  });
}

test("drop_push: no packet gets through, so there is no connection in time", async (t) => {
  const { emulator, push, clock, tap } = await tapped(t, [{ kind: "drop_push" }]);
  const pushed = push();
  await begun({ emulator });
  clock.skip(1_999);
  clock.skip(1);
  const { status, reason, faults, http } = await pushed;
  assert.deepEqual([status, faults, http?.connectedAt], ["unreachable", ["drop_push"], undefined]);
  assert.match(reason, /No TCP connection.*2000 ms/);
  assert.equal(tap.connections, 0);
});

test("black_hole: a connection on which nothing comes, until it is cleared", async (t) => {
  const { emulator, push, clock, tap } = await tapped(t, [], (socket) => socket.end(ANSWER));
  const { faultId } = emulator.faults.add({ kind: "black_hole" });
  const [first, second] = [push(), push()];
  await connected(tap, 2);
  clock.skip(2_999);
  assert.equal(tap.text, "");
  emulator.faults.clear(faultId);
  assert.deepEqual(
    [(await first).acknowledged, (await second).acknowledged, (await first).faults],
    [true, true, ["black_hole"]],
  );
  emulator.faults.add({ kind: "black_hole", times: 1 });
  const swallowed = push();
  await connected(tap, 3);
  assert.equal((await push()).acknowledged, true, "`times` counts requests");
  clock.skip(3_000);
  assert.equal((await swallowed).status, "timed_out");
  assert.equal(clock.timerCount, 1, "only the ping of the gateway is left");
});

test("delay: the request comes late, on a connection that stands at once", async (t) => {
  const { push, clock, tap } = await tapped(t, [{ kind: "delay", ms: 2_500, direction: "to_app" }], (socket) =>
    socket.end(ANSWER),
  );
  const start = clock.now();
  const pushed = push();
  await connected(tap, 1);
  clock.skip(2_499);
  assert.equal(tap.text, "");
  clock.skip(1);
  const { answeredAt, http, faults } = await pushed;
  assert.deepEqual([http?.connectedAt, answeredAt, faults], [start, start + 2_500, ["delay"]]);
});

for (const [ms, status] of [
  [1_500, "answered"],
  [3_000, "timed_out"],
] as const) {
  test(`delay: an answer that is ${ms} ms late is ${status}`, async (t) => {
    const { push, clock, server, emulator } = await scene(t, { kind: "delay", ms, direction: "from_app" });
    const start = clock.now();
    const pushed = push();
    (await server.next()).answer({ msg: "success" });
    await until(() => emulator.faults.list()[0]?.acted === 1);
    clock.skip(ms - 1);
    assert.equal(emulator.deliveries[0]?.status, "waiting");
    clock.skip(1);
    const delivery = await pushed;
    assert.equal(delivery.status, status);
    assert.deepEqual(delivery.faults, ["delay"]);
    const isThere = status === "answered";
    assert.deepEqual(
      [delivery.answeredAt, delivery.httpStatus, delivery.http?.responseBody],
      isThere ? [start + ms, 200, '{"msg":"success"}'] : [undefined, undefined, undefined],
    );
  });
}

test("delay: both ways by default, and `times` counts each", async (t) => {
  const { push, clock, server, emulator } = await scene(t, { kind: "delay", ms: 100, times: 3 });
  const start = clock.now();
  const first = push();
  await begun({ emulator });
  clock.skip(100);
  (await server.next()).answer();
  await until(() => emulator.faults.list()[0]?.acted === 2);
  clock.skip(100);
  assert.equal((await first).answeredAt, start + 200);
  const second = push();
  await begun({ emulator });
  clock.skip(100);
  (await server.next()).answer();
  assert.equal((await second).answeredAt, start + 300, "spent, so the answer comes at once");
});

test("duplicate_push: the same bytes several times; one answer counts, and the others are counted", async (t) => {
  const { push, server, emulator } = await scene(t, { kind: "duplicate_push", copies: 3, times: 1 });
  const pushed = push();
  const requests = [await server.next(), await server.next(), await server.next()];
  assert.equal(new Set(requests.map(({ text }) => text)).size, 1);
  const names = ["x-lark-request-timestamp", "x-lark-request-nonce", "x-lark-signature", "x-request-id"];
  for (const name of names) assert.equal(new Set(requests.map(({ headers }) => headers[name])).size, 1, name);
  requests[1]?.answer({ msg: "the second was first" });
  const delivery = await pushed;
  assert.match(delivery.http?.responseBody ?? "", /the second was first/);
  requests[0]?.answer();
  requests[2]?.answer("", 500);
  await until(() => emulator.deliveries[0]?.repeatedAnswers === 2);
  assert.deepEqual([emulator.deliveries.length, emulator.deliveries[0]?.httpStatus], [1, 200]);
  const next = push();
  (await server.next()).answer();
  await next;
  assert.equal(server.untaken, 0, "spent");
});

test("duplicate_push: a copy that fails is no answer; when all fail, the first says why", async (t) => {
  const { push, server } = await scene(t, { kind: "duplicate_push" });
  const half = push();
  const [lost, kept] = [await server.next(), await server.next()];
  lost.response.socket?.destroy();
  kept.answer();
  assert.equal((await half).acknowledged, true);
  const none = push();
  for (const request of [await server.next(), await server.next()]) request.response.socket?.destroy();
  assert.equal((await none).status, "cut");
});

test("split: the body comes in pieces, and is whole", async (t) => {
  const whole = await tapped(t, [], (socket) => socket.end(ANSWER));
  await whole.push();
  const { push, tap } = await tapped(t, [{ kind: "split", bytes: 10 }], (socket, text) => {
    if (text.endsWith("}}")) socket.end(ANSWER);
  });
  const { acknowledged, faults, requestJson } = await push();
  assert.deepEqual([acknowledged, faults], [true, ["split"]]);
  assert.equal(tap.body, requestJson);
  const [, ...pieces] = tap.chunks;
  assert.ok(pieces.length > 10, `${pieces.length} pieces`);
  assert.ok(pieces.every(({ length }) => length <= 10));
  assert.ok(whole.tap.chunks.length <= 2);
});

test("corrupt_frame: garbage, nothing, another type", async (t) => {
  const { push, server } = await scene(
    t,
    { kind: "corrupt_frame", times: 1 },
    { kind: "corrupt_frame", how: "empty", times: 1 },
    { kind: "corrupt_frame", how: "text", times: 1 },
  );
  for (const how of ["garbage", "empty", "text", "none"] as const) {
    const pushed = push();
    const { text, headers, answer } = await server.next();
    answer("", 400);
    const delivery = await pushed;
    assert.equal(delivery.http?.requestBody, text, "the journal has what was sent");
    assert.equal(
      headers["content-type"],
      how === "text" ? "text/plain;charset=utf-8" : "application/json;charset=utf-8",
    );
    assert.equal(Number(headers["content-length"]), Buffer.byteLength(text));
    if (how === "empty") assert.equal(text, "");
    if (how === "garbage") assert.throws(() => JSON.parse(text));
    if (how === "text" || how === "none") assert.equal(text, delivery.requestJson);
    if (how !== "none") assert.match(delivery.reason, /HTTP 400.*struck the push: corrupt_frame/);
    assert.deepEqual(delivery.faults, how === "none" ? undefined : ["corrupt_frame"]);
  }
});

test("corrupt_frame truncated: fewer bytes than the head has announced, and then the end", async (t) => {
  const { push, tap } = await tapped(t, [{ kind: "corrupt_frame", how: "truncated" }]);
  const delivery = await push();
  const { requestJson, http, status } = delivery;
  assert.equal(tap.ended, "end");
  assert.ok(requestJson.startsWith(tap.body) && tap.body.length === requestJson.length >>> 1, tap.body);
  assert.match(tap.text, new RegExp(`content-length: ${Buffer.byteLength(requestJson)}\\r`, "i"));
  assert.deepEqual([status, http?.requestBody], ["cut", tap.body]);
});

for (const key of ["", KEY]) {
  test(`corrupt_frame payload: ${key === "" ? "plain" : "encrypted"}, well signed, and no JSON inside`, async (t) => {
    const server = await AppServer.start(t);
    const { push } = await worldTo(t, server.url, [{ kind: "corrupt_frame", how: "payload" }], key);
    const pushed = push();
    const { text, headers, answer } = await server.next();
    answer("", 400);
    const { requestJson } = await pushed;
    const header = (name: string): string => String(headers[`x-lark-${name}`]);
    const signed = { timestamp: header("request-timestamp"), nonce: header("request-nonce"), body: Buffer.from(text) };
    assert.equal(eventSignature(signed, key), header("signature"));
    const inside = key === "" ? text : decrypted(text);
    assert.equal(inside, requestJson.slice(0, -1));
  });
}

function decrypted(text: string): string {
  const plain = new BodyCipher(KEY).decrypt(JSON.parse(text).encrypt);
  assert.ok(plain.ok);
  return Buffer.from(plain.plain).toString("utf8");
}

for (const kind of ["close", "cut"] as const) {
  test(`${kind} before the request: the server sees a connection, and no request`, async (t) => {
    const { push, tap } = await tapped(t, [{ kind, when: "before_push" }]);
    const { status, faults, reason } = await push();
    await until(() => tap.ended !== undefined);
    assert.deepEqual([tap.connections, tap.text, tap.ended], [1, "", kind === "close" ? "end" : "ECONNRESET"]);
    assert.deepEqual([status, faults], ["cut", [kind]]);
    assert.match(reason, new RegExp(`struck the push: ${kind}`));
  });

  test(`${kind} after the request: the server has it whole, and its answer is lost`, async (t) => {
    const { push, tap } = await tapped(t, [{ kind }], (socket, text) => {
      if (kind === "cut" && text.endsWith("}}")) socket.write(ANSWER);
    });
    const { status, requestJson, httpStatus } = await push();
    await until(() => tap.ended !== undefined);
    assert.deepEqual([tap.body, tap.ended], [requestJson, kind === "close" ? "end" : "ECONNRESET"]);
    assert.deepEqual([status, httpStatus], ["cut", undefined]);
  });
}

test("an event whose request was struck is pushed again", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, clock, chat } = await startWorld(t, {}, { events: { requestUrl: server.url } });
  emulator.faults.add({ kind: "close", times: 1 });
  const first = await chat.say("hello");
  assert.deepEqual([first.status, first.nextRetryAt], ["cut", clock.now() + 15_000]);
  const seen = await server.next();
  clock.skip(15_000);
  const again = await server.next();
  again.answer();
  await until(() => emulator.deliveries[0]?.acknowledged === true);
  assert.notEqual(seen.text, again.text, "encrypted anew");
});

test("a fault meets its app and its way alone", async (t) => {
  const { emulator, push, server } = await scene(t);
  const other = emulator.createApp();
  emulator.faults.add({ kind: "drop_push", appId: other.appId });
  emulator.faults.add({ kind: "drop_push", connectionId: "1" });
  emulator.faults.add({ kind: "drop_push", transport: "long_connection" });
  emulator.faults.add({ kind: "reorder_parts" });
  const pushed = push();
  (await server.next()).answer();
  assert.deepEqual([(await pushed).acknowledged, (await pushed).faults], [true, undefined]);
  assert.ok(emulator.faults.list().every(({ acted }) => acted === 0));
});

test("repeat_event and legacy card callbacks are struck, too", async (t) => {
  const { emulator, push, server } = await scene(t, { kind: "repeat_event", transport: "webhook", times: 1 });
  const pushed = push();
  (await server.next()).answer();
  await pushed;
  (await server.next()).answer();
  await until(() => emulator.deliveries.length === 2);
  const callbacks = { requestUrl: server.url, subscribed: ["card.action.trigger_v1"] };
  const legacy = emulator.createApp({ callbacks });
  emulator.faults.add({ kind: "close", when: "before_push" });
  const { code, delivery } = await legacy.deliverCallback({ type: "card.action.trigger_v1", event: {} });
  assert.deepEqual([code, delivery.faults], [200080, ["close"]]);
});

test("url_verification is no push, so no fault strikes it", async (t) => {
  const { app, server } = await scene(t, { kind: "drop_push" }, { kind: "connect_error" });
  const verified = app.verifyRequestUrl(server.url);
  const { text, answer } = await server.next();
  answer({ challenge: JSON.parse(text).challenge });
  assert.deepEqual(await verified, { ok: true });
});

const REFUSED: [fault: Fault, says: RegExp][] = [
  [
    { kind: "reorder_parts", transport: "webhook" },
    /cannot strike "webhook": TCP brings.*It acts on "long_connection"/,
  ],
  [{ kind: "drop_part", transport: "webhook" }, /TCP brings/],
  [{ kind: "duplicate_part", transport: "webhook" }, /TCP brings/],
  [{ kind: "bad_pong", transport: "webhook" }, /HTTP has no pings/],
  [{ kind: "card_frame", transport: "webhook" }, /no frames/],
  [{ kind: "first_push_wait", ms: 1, transport: "webhook" }, /a connection of its own/],
  [{ kind: "upgrade_silence", transport: "webhook" }, /asks for no connection/],
  [{ kind: "connect_error", transport: "long_connection" }, /there the app dials.*It acts on "webhook"/],
  [{ kind: "rest_error", route: "*", code: 1, transport: "webhook" }, /no push\. Leave transport out/],
  [{ kind: "connect_error", connectionId: "1" }, /no "connectionId" here/],
  [{ kind: "drop_push", connectionId: "1", transport: "webhook" }, /no "connectionId" here/],
  [{ kind: "close", code: 1001, transport: "webhook" }, /no "code" by webhook/],
  [{ kind: "drop_push", transport: "udp" as "webhook" }, /one of long_connection, webhook/],
];

for (const [fault, says] of REFUSED) {
  test(`refused: ${JSON.stringify(fault)}`, async (t) => {
    const { emulator } = await startWorld(t);
    assert.throws(() => emulator.faults.add(fault), { code: "bad_argument", message: says });
  });
}

test("close() ends what a fault keeps back", async (t) => {
  const { emulator, push, clock } = await tapped(t, [
    { kind: "black_hole", times: 1 },
    { kind: "delay", ms: 500 },
  ]);
  const waits = [push(), push()].map((pushed) => assert.rejects(pushed, { code: "emulator_closed" }));
  await until(() => emulator.deliveries.length === 2);
  await emulator.close();
  await Promise.all(waits);
  assert.equal(clock.timerCount, 0);
});
