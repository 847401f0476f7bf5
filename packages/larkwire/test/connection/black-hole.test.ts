import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { nextAttempt } from "../support/next-attempt.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { SilentRelay } from "../support/silent-relay.ts";

const PING_INTERVAL_MS = 90_000;
const PONG_TIMEOUT_MS = 10_000;

/** A platform that is reached through a relay only. */
async function startBehindRelay(): Promise<{ platform: ScriptedPlatform; relay: SilentRelay; domain: string }> {
  const platform = await ScriptedPlatform.start();
  const relay = await SilentRelay.start(platform.port);
  const ClientConfig = { ReconnectCount: -1, ReconnectInterval: 90, ReconnectNonce: 25, PingInterval: 90 };
  const URL = platform.url().replace(`:${platform.port}`, `:${relay.port}`);
  platform.onDiscovery = () => platform.goodReply({ URL, ClientConfig });
  platform.pong = () => JSON.stringify(ClientConfig);
  return { platform, relay, domain: `http://127.0.0.1:${relay.port}` };
}

for (const afterMs of [0, 30_000, PING_INTERVAL_MS - 1, PING_INTERVAL_MS, PING_INTERVAL_MS + 5_000]) {
  test(`a network that swallows everything ${afterMs} ms after the first ping is noticed within the documented time`, async () => {
    const { platform, relay, domain } = await startBehindRelay();
    await using _platform = platform;
    await using _relay = relay;
    const clock = new ManualClock();
    await using open = await openClient(platform, { clock, domain, random: () => 0.5 });
    const { client, connection } = open;
    await connection.ask(cardActionBody());
    await clock.advance(afterMs);
    relay.swallow();
    const swallowedAt = clock.now();
    while (client.state.name === "connected") await clock.advance(1_000);
    assert.ok(clock.now() - swallowedAt <= PING_INTERVAL_MS + 2 * PONG_TIMEOUT_MS);
    assert.equal(client.health().connections[0]?.errorCode, "connection_dead");
    const { current } = client.health().gaps;
    assert.ok(
      current !== undefined && current.from <= swallowedAt,
      "messages may be lost from the last sign of life on",
    );

    await nextAttempt(client, clock);
    const next = await platform.opened.take();
    assert.equal((await next.ask(cardActionBody())).code, 200);
    const [gap] = client.health().gaps.recent;
    assert.deepEqual([gap?.errorCode, gap?.from], ["connection_dead", current.from]);
    assert.equal(open.logger.find("info", "there was no connection for a while").length, 1);
  });
}

test("the connection is stale, and the client not ready, from the first ping without an echo on", async () => {
  const { platform, relay, domain } = await startBehindRelay();
  await using _platform = platform;
  await using _relay = relay;
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, domain });
  const { client, connection } = open;
  await connection.pinged.take();
  await clock.advance(PING_INTERVAL_MS - 1);
  relay.swallow();
  const readiness: unknown[] = [];
  for (const stepMs of [1, PONG_TIMEOUT_MS - 1, 1, PONG_TIMEOUT_MS]) {
    await clock.advance(stepMs);
    const { ready, notReadyBecause, connections } = client.health();
    readiness.push([ready, notReadyBecause, connections[0]?.isStale]);
  }
  assert.deepEqual(readiness, [
    [true, undefined, false],
    [true, undefined, false],
    [false, "stale", true],
    [false, "reconnecting", undefined],
  ]);
});

test("a platform that answers pings and sends nothing else cannot be told from a quiet one: it stays ready", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock });
  await open.connection.ask(cardActionBody());
  const { lastMessageAt } = open.client.health();
  await clock.advance(3_600_000);
  const health = open.client.health();
  assert.deepEqual([health.ready, health.lastMessageAt], [true, lastMessageAt]);
  assert.ok((health.lastFrameAt ?? 0) - (lastMessageAt ?? 0) > 3_500_000, "which a reader of both times can see");
});

test("a connection on which nothing is read, because handlers cannot keep up, still notices its own end", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  const dispatcher = new EventDispatcher({ deadlineGuard: false, duplicates: false }).on(
    "card.action.trigger",
    () => gate.promise,
  );
  const limits = { maxRunningHandlers: 1, maxWaitingMessages: 1 };
  await using open = await openClient(platform, { clock, limits, dispatcher, random: () => 0 });
  const { client, connection } = open;
  await connection.pinged.take();
  for (let message = 0; message < 2; message++) connection.push(cardActionBody());
  await until(() => client.health().notReadyBecause === "overloaded");
  assert.equal(client.health().ready, false);
  // More than Node reads ahead.
  for (let message = 0; message < 10; message++) connection.push(cardActionBody("x".repeat(500_000)));
  await until(() => connection.webSocket.bufferedAmount > 0);
  connection.webSocket.terminate();
  for (let ping = 1; ping <= 3 && platform.connections.length === 1; ping++) await clock.advance(5_000);
  await until(() => platform.connections.length === 2);
  gate.resolve();
  // The person behind the message that waited has been told that it failed: it is not begun.
  await until(() => client.health().statistics.answersLost === 2);
  await until(() => client.health().ready);
  const next = await platform.opened.take();
  assert.equal((await next.ask(cardActionBody())).code, 200);
});
