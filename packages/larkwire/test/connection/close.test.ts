import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";

test("a handler that never ends holds close() up for the drain time only, and what waits is not begun", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  const begun: number[] = [];
  const dispatcher = new EventDispatcher().onCustomized<{ number: number }>("p2", "slow.event_v1", async (data) => {
    begun.push(data.event.number);
    await gate.promise;
  });
  const limits = { maxRunningHandlers: 1, maxWaitingMessages: 2 };
  const { client, connection, logger } = await openClient(platform, { dispatcher, clock, limits });
  for (const number of [1, 2, 3]) connection.push(p2Body("slow.event_v1", { number }));
  await until(() => client.health().waitingMessages === 2);
  const closed = client.close({ drainTimeoutMs: 500 });
  await clock.advance(499);
  assert.equal(client.state.name, "closing");
  await clock.advance(1);
  assert.equal(await connection.closed, 1000);
  await closed;
  assert.equal(logger.find("warn", "handlers still run").length, 1);
  assert.deepEqual(clock.pendingDelaysMs, []);

  gate.resolve();
  await until(() => client.health().runningHandlers === 0);
  assert.deepEqual(begun, [1]);
  assert.equal(client.health().statistics.answersLost, 3);
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("a platform that does not answer the close frame is left after a second", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client, connection } = await openClient(platform);
  connection.webSocket.pause();
  await client.close();
  assert.equal(client.state.name, "closed");
});

test("close() twice is one close; it ends the promise that start() and closed gave", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = await openClient(platform);
  const states: string[] = [];
  client.onStateChange((state) => states.push(state.name));
  const closed = client.close();
  assert.equal(client.close(), closed);
  await closed;
  await client.closed;
  assert.deepEqual(states, ["closing", "closed"]);
  await until(() => platform.openSockets === 0);
});

test("a signal closes the client, before and after it is connected", async () => {
  await using platform = await ScriptedPlatform.start();
  const controller = new AbortController();
  const { client } = await openClient(platform, { signal: controller.signal });
  controller.abort();
  await client.closed;
  assert.equal(client.state.name, "closed");
  const { client: late } = testClient(platform, { signal: controller.signal });
  await assert.rejects(late.start(), { code: "client_closed" });
  assert.equal(platform.discoveries.length, 1);
});

test("a client that waits for its next attempt closes at once", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
  const clock = new ManualClock();
  const { client } = testClient(platform, { clock });
  const started = client.start();
  await until(() => client.health().connections[0]?.state === "waiting");
  await client.close();
  await assert.rejects(started, { code: "client_closed" });
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("a close frame is believed, even from a platform that keeps the socket open", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onUpgrade = (request, socket) => {
    if (platform.upgrades.length > 1) return true;
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    const head = `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`;
    const closeFrame = Buffer.of(0x88, 0x02, 0x03, 0xe9);
    socket.resume().write(Buffer.concat([Buffer.from(head), closeFrame]));
    return false;
  };
  const { client } = testClient(platform, { dispatcher: answeringClicks() });
  await using _ = client;
  await client.start();
  const next = await platform.opened.take();
  assert.equal((await next.ask(cardActionBody())).code, 200);
});
