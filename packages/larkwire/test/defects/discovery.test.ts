import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { ConfigError, ConnectionError, EventDispatcher, WSClient } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { nextAttempt, waitOf } from "../support/next-attempt.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import { QUICK_CONFIG, ScriptedPlatform } from "../support/scripted-platform.ts";
import { APP_ID, APP_SECRET, testClient } from "../support/test-client.ts";

/** Refuses every upgrade with these headers. */
function refuseUpgrades(platform: ScriptedPlatform, headers: Record<string, string>): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  platform.onUpgrade = (_request, socket) => {
    socket.end(`HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n${lines.join("")}\r\n`);
    return false;
  };
}

for (const [name, reply] of [
  ["without data", { code: 514, msg: "no" }],
  ["with data null", { code: 514, msg: "no", data: null }],
  ["with empty data", { code: 514, msg: "no", data: {} }],
] as const) {
  test(`D9: a fatal code ${name} ends the client after one request`, async () => {
    await using platform = await ScriptedPlatform.start();
    platform.onDiscovery = () => reply;
    const clock = new ManualClock();
    const { client, logger } = testClient(platform, { clock });
    await assert.rejects(client.start(), { name: "ConnectionError", code: "credentials_rejected", platformCode: 514 });
    assert.equal(client.state.name, "failed");
    assert.equal(platform.discoveries.length, 1);
    assert.deepEqual(clock.pendingDelaysMs, []);
    assert.equal(logger.find("error", "514").length, 1);
    await assert.rejects(client.closed, { code: "credentials_rejected" });
  });
}

test("D10: a busy platform is asked again", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () =>
    platform.discoveries.length === 1 ? { code: 1, msg: "system busy", data: {} } : platform.goodReply();
  const clock = new ManualClock();
  const { client } = testClient(platform, { clock, dispatcher: answeringClicks() });
  await using _ = client;
  const started = client.start();
  assert.ok((await nextAttempt(client, clock)) <= 1_000);
  await started;
  const connection = await platform.opened.take();
  assert.equal((await connection.ask(cardActionBody())).code, 200);
});

test("D13: a good URL without ClientConfig is dialled", async () => {
  for (const ClientConfig of [undefined, null, {}, "text", { PingInterval: "90" }]) {
    await using platform = await ScriptedPlatform.start();
    platform.onDiscovery = () => platform.goodReply({ ClientConfig });
    await using open = await openClient(platform);
    assert.equal((await open.connection.ask(cardActionBody())).code, 200);
  }
});

test("D14: service_id and device_id are read wherever they stand in the query", async () => {
  for (const query of ["service_id=7&device_id=D", "device_id=D&service_id=7", "a=b&service_id=7&c=d&device_id=D"]) {
    await using platform = await ScriptedPlatform.start();
    platform.onDiscovery = () => platform.goodReply({ URL: platform.url(query) });
    await using open = await openClient(platform);
    assert.equal((await open.connection.pinged.take()).service, 7);
    assert.equal(open.client.health().connections[0]?.connectionId, "D");
    assert.equal(platform.upgrades[0]?.url, `/ws/v2?${query}`);
  }
});

test("D15: an upgrade refused with 403 stops the client with a typed error", async () => {
  await using platform = await ScriptedPlatform.start();
  refuseUpgrades(platform, { "Handshake-Status": "403", "Handshake-Msg": "forbidden" });
  const clock = new ManualClock();
  const { client } = testClient(platform, { clock });
  await assert.rejects(client.start(), { name: "ConnectionError", code: "app_forbidden", platformCode: 403 });
  assert.equal(client.state.name, "failed");
  assert.equal(platform.upgrades.length, 1);
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("D15: the connection limit is reported, and waited out for the platform's whole reconnect interval", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => platform.goodReply({ ClientConfig: { ...QUICK_CONFIG, ReconnectInterval: 90 } });
  refuseUpgrades(platform, { "Handshake-Status": "514", "Handshake-Autherrcode": "1000040350" });
  const clock = new ManualClock();
  const { client, logger } = testClient(platform, { clock, dispatcher: answeringClicks() });
  await using _ = client;
  const started = client.start();

  assert.ok((await waitOf(client, clock)) >= 90_000);
  const { state } = client;
  assert.ok(state.name === "connecting" && state.error instanceof ConnectionError);
  assert.equal(state.error.code, "connection_limit");
  assert.equal(state.error.platformCode, 1_000_040_350);
  assert.equal(logger.find("warn", "1000040350").length, 1);
  await clock.advance(89_999);
  assert.equal(client.health().connections[0]?.state, "waiting");
  assert.equal(platform.upgrades.length, 1);

  platform.onUpgrade = () => true;
  await nextAttempt(client, clock);
  await started;
  assert.equal(platform.upgrades.length, 2);
});

test("D24: start() rejects when the platform does not accept the app id", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => ({ code: 1_000_040_346, msg: "app_id is invalid" });
  const { client, logger } = testClient(platform, { appId: APP_SECRET, appSecret: APP_ID });
  await assert.rejects(client.start(), { code: "credentials_rejected", platformCode: 1_000_040_346 });
  assert.equal(logger.find("warn", "Are appId and appSecret swapped?").length, 1);
  assert.ok(!JSON.stringify(logger.lines).includes(APP_SECRET), "the secret stays out of the log even as an app id");
});

test("a misspelt option is named, also when it was to be the dispatcher", () => {
  const options = { appId: APP_ID, appSecret: APP_SECRET, eventDispatcher: new EventDispatcher() };
  assert.throws(() => new WSClient(options as never), /no option "eventDispatcher". There are: appId, .*dispatcher/);
});

test("D24: an app id or secret that cannot be one is refused before any network", () => {
  const dispatcher = new EventDispatcher();
  for (const bad of ["", " ", " cli_0123456789abcdef", "cli_0123456789abcdef\n"]) {
    const isInvalid = (error: unknown): boolean => error instanceof ConfigError && error.code === "invalid_option";
    assert.throws(() => new WSClient({ appId: bad, appSecret: APP_SECRET, dispatcher }), isInvalid);
    assert.throws(() => new WSClient({ appId: APP_ID, appSecret: bad, dispatcher }), isInvalid);
  }
});
