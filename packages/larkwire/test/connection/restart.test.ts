import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { waitOf } from "../support/next-attempt.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";

/** Restarts at the same time, as many programs make that bolt a health check onto their client. */
const RESTARTS = 1_000;

test("1,000 concurrent restarts of an open client: one attempt, one socket, one timer", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock });
  const { client, connection } = open;
  await connection.pinged.take();
  assert.equal(clock.pendingDelaysMs.length, 1);

  const states: string[] = [];
  client.onStateChange(({ name }) => states.push(name));
  const restarts = Array.from({ length: RESTARTS }, () => client.restart());
  assert.equal(new Set(restarts).size, 1);
  await Promise.all(restarts);
  const next = await platform.opened.take();
  await connection.closed;
  await next.pinged.take();
  await until(() => platform.openSockets === 1);
  assert.deepEqual([platform.discoveries.length, platform.upgrades.length], [2, 2]);
  assert.equal(clock.pendingDelaysMs.length, 1);
  assert.equal((await next.ask(cardActionBody())).code, 200);
  assert.deepEqual(states, [], "it was connected all the time");
  assert.deepEqual([client.health().gaps.count, client.health().statistics.connectionsLost], [0, 0]);
});

for (const phase of ["idle", "discovering", "in the handshake", "waiting"]) {
  test(`1,000 concurrent restarts of a client that is ${phase}: one attempt, one socket, one timer`, async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    const { client } = testClient(platform, { clock, dispatcher: answeringClicks() });
    await using _ = client;
    const held = deferred<void>();
    if (phase === "waiting") platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
    if (phase === "discovering") {
      platform.onDiscovery = async () => {
        await held.promise;
        return platform.goodReply();
      };
    }
    if (phase === "in the handshake") {
      platform.onUpgrade = (request, socket, head) => {
        void held.promise.then(() => platform.accept(request, socket, head));
        return false;
      };
    }
    if (phase !== "idle") void client.start();
    if (phase === "discovering") await platform.discovered.take();
    if (phase === "in the handshake") await until(() => platform.upgrades.length === 1);
    if (phase === "waiting") {
      await waitOf(client, clock);
      platform.onDiscovery = () => platform.goodReply();
    }
    const before = phase === "waiting" ? platform.discoveries.length : 0;
    const restarts = Array.from({ length: RESTARTS }, () => client.restart());
    held.resolve();
    await Promise.all(restarts);
    const connection = await platform.opened.take();
    await connection.pinged.take();
    assert.equal(platform.discoveries.length - before, 1);
    await until(() => platform.openSockets === 1);
    assert.equal(clock.pendingDelaysMs.length, 1);
    assert.equal((await connection.ask(cardActionBody())).code, 200);
  });
}

test("a restart that is refused rejects with the reason; the connection stays, and the next restart is a new one", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
  await assert.rejects(open.client.restart(), { code: "discovery_http_status" });
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
  assert.equal(open.client.state.name, "connected");
  platform.onDiscovery = () => platform.goodReply();
  await open.client.restart();
  assert.equal(await open.connection.closed, 1000);
});

test("even a refusal for good does not end a connection that works", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  platform.onDiscovery = () => ({ code: 403, msg: "forbidden" });
  await assert.rejects(open.client.restart(), { code: "app_forbidden" });
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
});

test("a restart replaces all connections, each when its successor is open", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { connections: 3 });
  await until(() => open.client.health().connections.every(({ state }) => state === "open"));
  let fewest = 3;
  open.client.onStateChange((state) => {
    fewest = Math.min(fewest, state.name === "connected" ? state.openConnections : 0);
  });
  await open.client.restart();
  await until(() => platform.openSockets === 3);
  assert.deepEqual([platform.connections.length, fewest], [6, 3]);
});

test("a client that is closed, or has failed, is not restarted", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = await openClient(platform);
  const closed = client.close();
  await assert.rejects(client.restart(), { code: "client_closed" });
  await closed;
  await assert.rejects(client.restart(), { code: "client_closed" });

  platform.onDiscovery = () => ({ code: 403, msg: "forbidden" });
  const { client: failed } = testClient(platform);
  await assert.rejects(failed.start(), { code: "app_forbidden" });
  await assert.rejects(failed.restart(), { code: "app_forbidden" });
});

test("close() ends a restart that runs, and its promise", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = await openClient(platform);
  platform.onDiscovery = () => undefined;
  const refused = assert.rejects(client.restart(), { code: "client_closed" });
  await until(() => platform.discoveries.length === 2);
  await client.close();
  await refused;
  await until(() => platform.openSockets === 0);
});

test("a connection that is lost while its successor is dialled leaves the attempt running", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, random: () => 0.999 });
  const held = deferred<void>();
  platform.onDiscovery = async () => {
    await held.promise;
    return platform.goodReply();
  };
  const restarted = open.client.restart();
  await until(() => platform.discoveries.length === 2);
  open.connection.webSocket.terminate();
  await until(() => open.client.state.name === "reconnecting");
  held.resolve();
  await restarted;
  assert.equal(platform.discoveries.length, 2);
  assert.equal(open.client.health().gaps.count, 1);
});

test("restarts are attempts: when an hour's are used up, the next one waits for its time", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const dispatcher = new EventDispatcher();
  await using open = await openClient(platform, { clock, dispatcher, limits: { maxDialsPerHour: 8 } });
  await open.client.restart();
  const third = open.client.restart();
  await clock.advance(9 * 60_000);
  assert.equal(platform.discoveries.length, 2);
  await clock.advance(60_000);
  await third;
  assert.equal(platform.discoveries.length, 3);
});
