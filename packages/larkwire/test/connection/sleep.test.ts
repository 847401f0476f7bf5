import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { cardActionBody } from "../support/bodies.ts";
import { waitOf } from "../support/next-attempt.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import { runChild } from "../support/run-child.ts";
import { QUICK_CONFIG, ScriptedPlatform } from "../support/scripted-platform.ts";
import { SilentRelay } from "../support/silent-relay.ts";
import { testClient } from "../support/test-client.ts";

const HOUR_MS = 3_600_000;

/** How a machine's clocks may look after eight hours of sleep. */
const SLEEPS: Record<string, (clock: ManualClock) => Promise<void>> = {
  "the monotonic clock stood still": async (clock) => {
    clock.wallOffsetMs += 8 * HOUR_MS;
    await clock.advance(5_000);
  },
  "the monotonic clock went on": (clock) => clock.jump(8 * HOUR_MS),
};

for (const [how, sleepOn] of Object.entries(SLEEPS)) {
  test(`after 8 hours of sleep a dead connection is found in 20.1 s, and replaced: ${how}`, async () => {
    await using platform = await ScriptedPlatform.start();
    await using relay = await SilentRelay.start(platform.port);
    const URL = platform.url().replace(`:${platform.port}`, `:${relay.port}`);
    platform.onDiscovery = () => platform.goodReply({ URL });
    const clock = new ManualClock();
    const domain = `http://127.0.0.1:${relay.port}`;
    await using open = await openClient(platform, { clock, domain });
    const { client, connection, logger } = open;
    await connection.ask(cardActionBody());
    const { lastFrameAt = 0 } = client.health();
    relay.swallow();
    await sleepOn(clock);
    assert.equal(logger.find("info", "time has passed unseen").length, 1);
    await clock.advance(20_100);
    const next = await platform.opened.take();
    assert.equal((await next.ask(cardActionBody())).code, 200);
    const [gap] = client.health().gaps.recent;
    assert.equal(gap?.from, lastFrameAt);
    assert.ok(gap.durationMs >= 8 * HOUR_MS && gap.durationMs <= 8 * HOUR_MS + 30_000, `${gap.durationMs}`);
  });

  test(`after 8 hours of sleep a connection that still works is kept: ${how}`, async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    await using open = await openClient(platform, { clock });
    await open.connection.pinged.take();
    await sleepOn(clock);
    await clock.advance(100);
    await open.connection.pinged.take();
    await clock.advance(60_000);
    assert.equal((await open.connection.ask(cardActionBody())).code, 200);
    assert.equal(platform.connections.length, 1);
  });

  test(`after 8 hours of sleep a client that waits tries at once, as if it had not failed before: ${how}`, async () => {
    await using platform = await ScriptedPlatform.start();
    const ClientConfig = { ...QUICK_CONFIG, ReconnectInterval: 600 };
    platform.onDiscovery = () => platform.goodReply({ ClientConfig });
    platform.pong = () => JSON.stringify(ClientConfig);
    const clock = new ManualClock();
    await using open = await openClient(platform, { clock });
    await open.connection.pinged.take();
    platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
    open.connection.webSocket.terminate();
    for (let attempt = 0; attempt < 10; attempt++) await clock.advance(await waitOf(open.client, clock));
    const attempts = platform.discoveries.length;
    const delayMs = await waitOf(open.client, clock);
    assert.ok(delayMs > 200_000, `${delayMs}`);
    await sleepOn(clock);
    assert.equal(platform.discoveries.length, attempts + 1);
    assert.ok((await waitOf(open.client, clock)) <= 1_000);
  });
}

test("sleep is no way around a wait for the connection limit, unless the time is over", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => ({ code: 1000040350, msg: "too many connections" });
  const clock = new ManualClock();
  const { client } = testClient(platform, { clock, dispatcher: answeringClicks() });
  await using _ = client;
  void client.start();
  const delayMs = await waitOf(client, clock);
  assert.ok(delayMs >= 120_000);
  await clock.advance(1_000);
  clock.wallOffsetMs += 60_000;
  await clock.advance(5_000);
  assert.equal(platform.discoveries.length, 1);
  clock.wallOffsetMs += HOUR_MS;
  await clock.advance(5_000);
  assert.equal(platform.discoveries.length, 2);
});

/** Longer than a slice of a timer and what counts as sleep together: whenever it begins, some timer is that late. */
const STOPPED_MS = 11_000;

for (const [what, during] of [
  ["whose connection was cut meanwhile", "cut"],
  ["whose network lost the connection without a word, after a last frame,", "swallow"],
] as const) {
  test(`a stopped process ${what} connects again when it goes on`, { timeout: 90_000 }, async () => {
    await using platform = await ScriptedPlatform.start();
    await using relay = await SilentRelay.start(platform.port);
    const ClientConfig = { ...QUICK_CONFIG, PingInterval: 600 };
    const URL = platform.url().replace(`:${platform.port}`, `:${relay.port}`);
    platform.onDiscovery = () => platform.goodReply({ URL, ClientConfig });
    platform.pong = () => JSON.stringify(ClientConfig);
    using child = runChild("answer-clicks.ts", [`http://127.0.0.1:${relay.port}`]);
    const connection = await platform.opened.take();
    assert.equal((await connection.ask(cardActionBody())).code, 200);
    child.process.kill("SIGSTOP");
    if (during === "cut") connection.webSocket.terminate();
    else connection.sendPong("");
    await sleep(STOPPED_MS);
    if (during === "swallow") relay.swallow();
    assert.equal(platform.connections.length, 1);
    child.process.kill("SIGCONT");
    const next = await platform.opened.take();
    assert.equal((await next.ask(cardActionBody())).code, 200);
    await until(() => platform.openSockets >= 1);
  });
}
