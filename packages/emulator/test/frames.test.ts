import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { WebSocket } from "ws";
import { wireHeader } from "../../protocol/test/support/wire-frame.ts";
import { freshUrl, Peer } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

// Every frame in these tests was read by protobufjs with fields 1 to 4 and both header fields required.

test("a push carries the headers that official clients need, and ids that a double cannot hold", async (t) => {
  const { emulator, app, clock, chat } = await startWorld(t);
  const url = new URL(await freshUrl(emulator, app));
  const peer = new Peer(new WebSocket(url));
  await once(peer.socket, "open");
  const said = chat.say("hello");
  const { frames, last, body } = await peer.push();
  assert.equal(frames.length, 1);
  assert.deepEqual(last.headers.map(({ key }) => key).sort(), [
    "instance_id",
    "message_id",
    "seq",
    "sum",
    "timestamp",
    "trace_id",
    "type",
  ]);
  assert.equal(wireHeader(last, "type"), "event");
  assert.match(wireHeader(last, "message_id") ?? "", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(wireHeader(last, "sum"), "1");
  assert.equal(wireHeader(last, "seq"), "0");
  assert.equal(wireHeader(last, "timestamp"), String(clock.now()));
  assert.equal(wireHeader(last, "trace_id"), body.header.event_id);
  assert.equal(last.method, 1);
  assert.equal(String(last.service), url.searchParams.get("service_id"));
  for (const id of [last.SeqID, last.LogID]) {
    assert.ok(id > 2n ** 53n);
    assert.notEqual(BigInt(Number(id)), id);
  }
  peer.answer({ frames, last, text: "", body });
  await said;
});

test("each ping is answered with the full client configuration", async (t) => {
  const { emulator, app } = await startWorld(t, { clientConfig: { pingIntervalMs: 7_000 } });
  const peer = await Peer.connect(emulator, app);
  for (const expected of [1, 2]) {
    const pong = await peer.ping();
    assert.equal(pong.method, 0);
    assert.equal(wireHeader(pong, "type"), "pong");
    assert.deepEqual(JSON.parse(Buffer.from(pong.payload ?? []).toString()), {
      ReconnectCount: -1,
      ReconnectInterval: 120,
      ReconnectNonce: 30,
      PingInterval: 7,
    });
    assert.equal(app.connections[0]?.pings, expected);
  }
});

test("RFC 6455 pings are answered, and sent now and then", async (t) => {
  const { emulator, app, clock } = await startWorld(t, { rfcPingIntervalMs: 30_000 });
  const peer = await Peer.connect(emulator, app);
  peer.socket.ping("still there?");
  const [echo] = await once(peer.socket, "pong");
  assert.equal(String(echo), "still there?");
  for (let round = 0; round < 2; round++) {
    const pinged = once(peer.socket, "ping");
    clock.skip(30_000);
    await pinged;
  }
});

test("a connection is listed with its device id while it is open", async (t) => {
  const { emulator, app, clock } = await startWorld(t);
  const url = new URL(await freshUrl(emulator, app));
  const peer = new Peer(new WebSocket(url));
  await once(peer.socket, "open");
  const openedAt = clock.now();
  clock.skip(500);
  await peer.ping();
  assert.deepEqual(app.connections, [
    {
      connectionId: url.searchParams.get("device_id"),
      appId: app.appId,
      openedAt,
      lastSeenAt: openedAt + 500,
      pings: 1,
    },
  ]);
});
