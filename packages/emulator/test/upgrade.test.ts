import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { WebSocket } from "ws";
import { until } from "../../../test/support/until.ts";
import { freshUrl, Peer, refusedUpgrade } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

function handshake({ statusCode, headers }: IncomingMessage): unknown[] {
  return [statusCode, headers["handshake-status"], headers["handshake-autherrcode"]];
}

test("the 51st connection of an app is refused as the platform does, and a free place is given again", async (t) => {
  const { emulator, app } = await startWorld(t);
  const peers = await Promise.all(Array.from({ length: 50 }, () => Peer.connect(emulator, app)));
  assert.equal(app.connections.length, 50);
  const refusal = await refusedUpgrade(await freshUrl(emulator, app));
  assert.deepEqual(handshake(refusal), [401, "514", "1000040350"]);
  assert.match(String(refusal.headers["handshake-msg"]), /number of connections exceeded/);

  await Peer.connect(emulator, emulator.createApp());
  peers[0]?.socket.close();
  await until(() => app.connections.length === 49);
  await Peer.connect(emulator, app);
  assert.equal(app.connections.length, 50);
});

test("the limit can be chosen", async (t) => {
  const { emulator, app } = await startWorld(t, { maxConnectionsPerApp: 1 });
  await Peer.connect(emulator, app);
  assert.deepEqual(handshake(await refusedUpgrade(await freshUrl(emulator, app))), [401, "514", "1000040350"]);
});

test("a ticket opens one connection", async (t) => {
  const { emulator, app } = await startWorld(t);
  const url = await freshUrl(emulator, app);
  const before = new Peer(new WebSocket(url));
  await until(() => before.socket.readyState === before.socket.OPEN);
  assert.deepEqual(handshake(await refusedUpgrade(url)), [401, "514", undefined]);
});

test("a ticket is good until its time is over", async (t) => {
  const { emulator, app, clock } = await startWorld(t, { ticketLifetimeMs: 1_000 });
  const [inTime, late] = [await freshUrl(emulator, app), await freshUrl(emulator, app)];
  clock.skip(999);
  const peer = new Peer(new WebSocket(inTime));
  await until(() => peer.socket.readyState === peer.socket.OPEN);
  clock.skip(1);
  assert.deepEqual(handshake(await refusedUpgrade(late)), [401, "514", undefined]);
});

test("a ticket goes with its own access key and device", async (t) => {
  const { emulator, app } = await startWorld(t);
  for (const name of ["access_key", "device_id"]) {
    const url = new URL(await freshUrl(emulator, app));
    url.searchParams.set(name, "1");
    assert.deepEqual(handshake(await refusedUpgrade(url.href)), [401, "514", undefined], name);
  }
});

test("without a ticket the answer is 403, on another path 404", async (t) => {
  const { emulator } = await startWorld(t);
  const origin = emulator.url.replace("http", "ws");
  assert.deepEqual(handshake(await refusedUpgrade(`${origin}/ws/v2`)), [403, "403", undefined]);
  assert.deepEqual(handshake(await refusedUpgrade(`${origin}/elsewhere?ticket=1`)), [404, undefined, undefined]);
});

test("something that is no WebSocket handshake is refused and the emulator goes on", async (t) => {
  const { emulator, app } = await startWorld(t);
  const { hostname, port, pathname, search } = new URL(await freshUrl(emulator, app));
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  const answer = Buffer.concat(await socket.toArray()).toString();
  assert.match(answer, /^HTTP\/1\.1 400 /);
  await Peer.connect(emulator, app);
});
