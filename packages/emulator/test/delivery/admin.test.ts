import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { encodeWire } from "../../../protocol/test/support/wire-frame.ts";
import type { Delivery, Emulator } from "../../src/index.ts";
import { AppServer } from "../support/app-server.ts";
import { Peer } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

/** `data` of the answer to a request at the admin door, or its error's code. */
async function call<T>(emulator: Emulator, method: "GET" | "POST", path: string, body?: object): Promise<T> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${emulator.admin}${path}`, init);
  const answer = (await response.json()) as { ok: boolean; data: T; error: { code: string } };
  return answer.ok ? answer.data : (answer.error.code as T);
}

test("events and callbacks are pushed by hand, and the journal is searched", async (t) => {
  const server = await AppServer.start(t);
  const subscription = { requestUrl: server.url };
  const { emulator, app, clock } = await startWorld(t, {}, { events: subscription, callbacks: subscription });
  const path = `/apps/${app.appId}`;
  const event = { version: "p1", type: "out_approval", event: { instance_code: "81D3" } };
  const sending = call<Delivery>(emulator, "POST", `${path}/events`, event);
  (await server.next()).answer("", 500);
  const first = await sending;
  assert.deepEqual([first.eventType, first.httpStatus, first.attempt], ["out_approval", 500, 1]);
  clock.skip(15_000);
  (await server.next()).answer();
  await until(() => emulator.deliveries[0]?.acknowledged === true);

  const asking = call<{ code: number }>(emulator, "POST", `${path}/callbacks`, { type: "url.preview.get", event: {} });
  (await server.next()).answer({});
  assert.equal((await asking).code, 0);

  const tries = await call<Delivery[]>(emulator, "GET", `/deliveries?eventId=${first.eventId}`);
  assert.deepEqual(
    tries.map(({ attempt, acknowledged }) => [attempt, acknowledged]),
    [
      [2, true],
      [1, false],
    ],
  );
  assert.equal((await call<Delivery[]>(emulator, "GET", `/deliveries?appId=${app.appId}`)).length, 3);
  assert.equal((await call<Delivery[]>(emulator, "GET", "/deliveries?appId=cli_0000000000000000")).length, 0);
  const entry = await call<Delivery>(emulator, "GET", `/deliveries/${first.messageId}`);
  assert.deepEqual(entry, { ...JSON.parse(JSON.stringify(emulator.deliveries[2])), frames: [] });
});

test("the bytes of frames stand in the journal as they were sent", async (t) => {
  const { emulator, app, chat } = await startWorld(t, { maxFramePayloadBytes: 100 });
  const peer = await Peer.connect(emulator, app);
  const said = chat.say("x".repeat(500));
  const push = await peer.push();
  peer.answer(push);
  const { messageId, parts } = await said;
  const { frames } = await call<{ frames: string[] }>(emulator, "GET", `/deliveries/${messageId}`);
  assert.ok(parts > 5);
  assert.deepEqual(
    frames,
    push.frames.map((frame) => Buffer.from(encodeWire(frame)).toString("base64")),
  );
});

test("a request URL is verified, and duplicates are asked for, through the door", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, app } = await startWorld(t, {}, { encryptKey: "", events: { requestUrl: server.url } });
  const path = `/apps/${app.appId}`;
  const verifying = call(emulator, "POST", `${path}/verify-request-url`, { url: server.url });
  const request = await server.next();
  request.answer({ challenge: JSON.parse(request.text).challenge });
  assert.deepEqual(await verifying, { ok: true });
  assert.deepEqual(
    (await call<{ acted: number }>(emulator, "POST", "/faults", { kind: "repeat_event", times: 1 })).acted,
    0,
  );
  const sending = call(emulator, "POST", `${path}/events`, { type: "x", event: {} });
  const [first] = [await server.next()];
  first?.answer();
  await sending;
  assert.equal((await server.next()).text, first?.text);
});

test("refusals of the delivery routes", async (t) => {
  const { emulator, app } = await startWorld(t);
  const path = `/apps/${app.appId}`;
  for (const [method, route, body, code] of [
    ["GET", "/deliveries?limit=many", undefined, "bad_request"],
    ["GET", "/deliveries/none", undefined, "not_found"],
    ["POST", "/apps/cli_none/events", { type: "x", event: {} }, "not_found"],
    ["POST", `${path}/events`, { type: "x" }, "bad_request"],
    ["POST", `${path}/events`, { type: "x", event: {}, version: "p3" }, "bad_request"],
    ["POST", `${path}/callbacks`, { event: {} }, "bad_request"],
    ["POST", `${path}/verify-request-url`, {}, "bad_request"],
    ["POST", "/faults", { kind: "repeat_event", times: "many" }, "bad_argument"],
    ["POST", "/faults", { kind: "repeat_event", times: -1 }, "bad_argument"],
  ] as const) {
    assert.equal(await call(emulator, method, route, body), code, `${method} ${route}`);
  }
});
