import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { cardActionBody } from "../support/bodies.ts";
import { nextAttempt, waitOf } from "../support/next-attempt.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import type { ScriptedConnection } from "../support/scripted-connection.ts";
import { QUICK_CONFIG, ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";

/** Real values seen from the platform. */
const REAL_CONFIG = { ReconnectCount: -1, ReconnectInterval: 90, ReconnectNonce: 25, PingInterval: 90 };

/** Pings so far. What either side sent before has arrived when this returns, since order is kept. */
async function countPings(connection: ScriptedConnection): Promise<number> {
  await connection.ask(cardActionBody());
  return connection.pings.length;
}

/** Asserts that exactly one ping leaves in each of `rounds` intervals, at their end. */
async function assertInterval(
  clock: ManualClock,
  connection: ScriptedConnection,
  intervalMs: number,
  rounds: number,
): Promise<void> {
  const before = await countPings(connection);
  for (let round = 1; round <= rounds; round++) {
    await clock.advance(intervalMs - 1);
    assert.equal(await countPings(connection), before + round - 1);
    await clock.advance(1);
    assert.equal(await countPings(connection), before + round);
  }
}

for (const payload of ["{}", "null", "[]", "not JSON", "", '{"ReconnectNonce":3}', '{"PingInterval":null}', null]) {
  test(`D6: a pong with payload ${JSON.stringify(payload)} leaves the ping interval as it was`, async () => {
    await using platform = await ScriptedPlatform.start();
    platform.pong = () => payload;
    const clock = new ManualClock();
    await using open = await openClient(platform, { clock });
    await assertInterval(clock, open.connection, QUICK_CONFIG.PingInterval * 1000, 5);
  });
}

test("D6: a pong with a new ping interval is followed from the next ping on", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.pong = () => '{"PingInterval":60}';
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock });
  await assertInterval(clock, open.connection, 60_000, 3);
});

test("D7: after a partial pong and a loss, attempts keep the platform's timing", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => platform.goodReply({ ClientConfig: REAL_CONFIG });
  platform.pong = () => '{"PingInterval":30}';
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock });
  await countPings(open.connection);
  platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
  open.connection.webSocket.close(1001);

  assert.ok((await nextAttempt(open.client, clock)) <= 25_000);
  for (let attempt = 2; attempt <= 12; attempt++) {
    const delayMs = await waitOf(open.client, clock);
    assert.ok(delayMs >= 1_000 && delayMs <= 90_000, `attempt ${attempt} after ${delayMs} ms`);
    assert.equal(platform.discoveries.length, attempt);
    await clock.advance(delayMs);
  }
});

for (const [seconds, intervalMs] of [
  [0, 5_000],
  [-5, 5_000],
  [3_000_000, 600_000],
  [1e300, 600_000],
] as const) {
  test(`D8: a ping interval of ${seconds} s is moved to the nearest sane one`, async () => {
    for (const source of ["discovery", "pong"]) {
      await using platform = await ScriptedPlatform.start();
      const odd = { ...QUICK_CONFIG, PingInterval: seconds };
      if (source === "discovery") platform.onDiscovery = () => platform.goodReply({ ClientConfig: odd });
      platform.pong = () => (source === "pong" ? JSON.stringify(odd) : "");
      const clock = new ManualClock();
      await using open = await openClient(platform, { clock });
      await countPings(open.connection);
      // What a pong says counts from the next ping on, and the first pong is waited for 10 s.
      if (source === "pong" && intervalMs < 10_000) await clock.advance(10_000);
      await assertInterval(clock, open.connection, intervalMs, 4);
    }
  });
}

test("D25: an upgrade that is never answered is given up in time, and tried again", async () => {
  await using platform = await ScriptedPlatform.start();
  const upgraded = deferred<void>();
  platform.onUpgrade = () => {
    upgraded.resolve();
    return false;
  };
  const clock = new ManualClock();
  const { client } = testClient(platform, { clock, dispatcher: answeringClicks() });
  await using _ = client;
  const started = client.start();
  await upgraded.promise;
  platform.onUpgrade = () => true;
  await clock.advance(15_000);
  await waitOf(client, clock);
  assert.equal(client.health().connections[0]?.errorCode, "handshake_timeout");
  await nextAttempt(client, clock);
  await started;
});

test("D25: a connection without a sign of life is given up and replaced", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => platform.goodReply({ ClientConfig: REAL_CONFIG });
  platform.pong = undefined;
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, random: () => 0.5 });
  await open.connection.pinged.take();
  await clock.advance(20_000);
  await open.connection.closed;
  assert.equal(open.logger.find("warn", "no sign of life").length, 1);
  await nextAttempt(open.client, clock);
  const next = await platform.opened.take();
  assert.equal((await next.ask(cardActionBody())).code, 200);
});

test('D28: maxReconnects "platform" and ReconnectCount 0: no attempt after a loss', async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => platform.goodReply({ ClientConfig: { ...QUICK_CONFIG, ReconnectCount: 0 } });
  platform.pong = () => "";
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, maxReconnects: "platform" });
  open.connection.webSocket.close(1001);
  await assert.rejects(open.client.closed, { code: "reconnects_exhausted" });
  assert.deepEqual(clock.pendingDelaysMs, []);
  assert.equal(platform.discoveries.length, 1);
});

test('D28: maxReconnects "platform" and ReconnectCount 3: three attempts, then a final state', async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => platform.goodReply({ ClientConfig: { ...QUICK_CONFIG, ReconnectCount: 3 } });
  platform.pong = () => "";
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, maxReconnects: "platform" });
  platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
  open.connection.webSocket.close(1001);
  for (let attempt = 1; attempt <= 3; attempt++) await nextAttempt(open.client, clock);
  await assert.rejects(open.client.closed, { code: "reconnects_exhausted" });
  assert.equal(platform.discoveries.length, 4);
});

test("D32: a handshake that runs out of time is an error of that attempt and of nothing else", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onUpgrade = () => platform.upgrades.length > 3;
  const clock = new ManualClock();
  const { client } = testClient(platform, {
    clock,
    limits: { handshakeTimeoutMs: 2_000 },
    dispatcher: answeringClicks(),
  });
  await using _ = client;
  const started = client.start();
  for (let attempt = 1; attempt <= 3; attempt++) {
    await until(() => platform.upgrades.length === attempt);
    await clock.advance(2_000);
    await nextAttempt(client, clock);
  }
  await started;
  const connection = await platform.opened.take();
  assert.equal((await connection.ask(cardActionBody())).code, 200);
});
