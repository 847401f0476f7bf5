import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock, settle } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { QUICK_CONFIG, ScriptedPlatform } from "../support/scripted-platform.ts";

const HOUR_MS = 3_600_000;

test("a connection is renewed before it gets old: its successor is open before it closes, and nothing is lost", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, renewAfterMs: HOUR_MS, random: () => 0.5 });
  const events: string[] = [];
  const { client, connection } = open;
  client.onStateChange(({ name }) => events.push(name));
  void connection.closed.then((code) => events.push(`old closed with ${code}`));
  await connection.pinged.take();
  await clock.advance(0.9 * HOUR_MS - 1);
  assert.equal(platform.discoveries.length, 1);
  const opened = platform.opened.take();
  void opened.then(() => events.push("new opened"));
  await clock.advance(1);
  const next = await opened;
  await connection.closed;
  await until(() => platform.openSockets === 1);
  assert.deepEqual(events, ["new opened", "old closed with 1000"]);
  assert.equal((await next.ask(cardActionBody())).code, 200);
  assert.deepEqual(client.health().gaps.count, 0);
});

test("several connections take turns, and each is renewed again and again", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const chances = [0.1, 0.6, 0.9];
  const random = (): number => chances[platform.discoveries.length % 3] ?? 0;
  await using open = await openClient(platform, { clock, renewAfterMs: HOUR_MS, connections: 3, random });
  await until(() => open.client.health().connections.every(({ state }) => state === "open"));
  const whole = new Set<number>();
  for (let minute = 0; minute < 6 * 60; minute++) {
    await clock.advance(60_000);
    const { state } = open.client;
    whole.add(state.name === "connected" ? state.openConnections : 0);
  }
  assert.deepEqual([...whole], [3]);
  assert.ok(platform.connections.length >= 3 * 6, `${platform.connections.length} connections`);
  await until(() => platform.openSockets === 3);
});

test("the old connection takes messages until it closes, and closes when their answers have left", async () => {
  await using platform = await ScriptedPlatform.start();
  const gate = deferred<void>();
  const begun: string[] = [];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async (_data, { messageId }) => {
    begun.push(messageId);
    await gate.promise;
    return {};
  });
  await using open = await openClient(platform, { dispatcher });
  const old = open.connection;
  const before = old.ask(cardActionBody(), { messageId: "before" });
  await until(() => begun.length === 1);
  await open.client.restart();
  const during = old.ask(cardActionBody(), { messageId: "during" });
  await until(() => begun.length === 2);
  assert.equal(platform.openSockets, 2);
  gate.resolve();
  for (const answer of [await before, await during]) assert.equal(answer.code, 200);
  assert.equal(await old.closed, 1000);
  assert.equal(open.client.health().statistics.answersLost, 0);
});

test("the old connection does not wait for a handler beyond the platform's 3 seconds; that answer is reported", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const [gate, begun] = [deferred<void>(), deferred<void>()];
  const dispatcher = new EventDispatcher({ deadlineGuard: false }).on("card.action.trigger", async () => {
    begun.resolve();
    await gate.promise;
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const lost: string[] = [];
  open.client.onAnswerLost(({ messageId, reason }) => lost.push(`${messageId} ${reason}`));
  open.connection.push(cardActionBody(), { messageId: "endless" });
  await begun.promise;
  await open.client.restart();
  await clock.advance(3_000);
  assert.equal(await open.connection.closed, 1000);
  gate.resolve();
  await until(() => lost.length > 0);
  assert.deepEqual(lost, ["endless connection_ended"]);
});

test("a renewal that fails leaves the connection, and is tried again after the platform's interval", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, renewAfterMs: HOUR_MS, random: () => 0 });
  await open.connection.pinged.take();
  platform.onDiscovery = () => ({ code: 1000040350, msg: "too many connections" });
  await clock.advance(HOUR_MS);
  await until(() => open.logger.find("warn", "could not be replaced").length === 1);
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
  platform.onDiscovery = () => platform.goodReply();
  await clock.advance(1_000);
  const next = await platform.opened.take();
  assert.equal((await next.ask(cardActionBody())).code, 200);
  assert.equal(await open.connection.closed, 1000);
});

test("an answer leaves on a connection that the platform is closing, and the successor is dialled meanwhile", async () => {
  await using platform = await ScriptedPlatform.start();
  const [gate, begun] = [deferred<void>(), deferred<void>()];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    begun.resolve();
    await gate.promise;
    return {};
  });
  await using open = await openClient(platform, { dispatcher });
  const answer = open.connection.ask(cardActionBody());
  await begun.promise;
  open.connection.webSocket.close(1001);
  await platform.opened.take();
  assert.equal(platform.openSockets, 2);
  gate.resolve();
  assert.equal((await answer).code, 200);
  assert.equal(await open.connection.closed, 1001);
  assert.equal(open.client.health().statistics.answersLost, 0);
});

test("close() waits for answers that are still due on a connection that the platform is closing", async () => {
  await using platform = await ScriptedPlatform.start();
  const ClientConfig = { ...QUICK_CONFIG, ReconnectNonce: 60 };
  platform.onDiscovery = () => platform.goodReply({ ClientConfig });
  platform.pong = () => JSON.stringify(ClientConfig);
  const [gate, begun] = [deferred<void>(), deferred<void>()];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    begun.resolve();
    await gate.promise;
    return {};
  });
  const { client, connection } = await openClient(platform, { dispatcher, random: () => 0.999 });
  const answer = connection.ask(cardActionBody());
  await begun.promise;
  connection.webSocket.close(1001);
  await until(() => client.state.name === "reconnecting");
  const closed = client.close();
  await settle();
  gate.resolve();
  assert.equal((await answer).code, 200);
  await closed;
  await until(() => platform.openSockets === 0);
});
