import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "@larkwire/emulator";
import { EventDispatcher } from "larkwire";
import { cardWithButtons } from "../support/cards.ts";
import { restartEmulator } from "../support/restart-emulator.ts";
import { until } from "../support/until.ts";
import { startWorld } from "../support/world.ts";
import { gate } from "./support/gate.ts";
import { makeClient, startClient } from "./support/start-client.ts";

/** The shortest waits that the wire can say. */
const clientConfig = { reconnectNonceMs: 0, reconnectIntervalMs: 1_000 };

function answering(content: string): EventDispatcher {
  return new EventDispatcher().on("card.action.trigger", () => ({ toast: { type: "info", content } }));
}

test("50 connections are the limit: the 51st waits, says why, and connects when there is room", async () => {
  await using world = await startWorld({ clientConfig });
  const fifty = await startClient(world, answering("one of the fifty"), { connections: 50 });
  await until(() => world.app.connections.length === 50);

  const { client, logger } = makeClient(world, answering("the 51st"));
  const started = client.start();
  await until(() => client.health().connections[0]?.state === "waiting");
  const { state } = client;
  assert.equal(state.name, "connecting");
  assert.equal("error" in state ? state.error?.code : undefined, "connection_limit");
  assert.match(logger.find("warn", "")[0]?.message ?? "", /50/);
  assert.equal((await world.postCard().click("Approve")).toast?.content, "one of the fifty");

  await fifty.client.close();
  await started;
  assert.equal(client.state.name, "connected");
  assert.equal((await world.postCard().click("Approve")).toast?.content, "the 51st");
  await client.close();
});

test("three connections share the clicks, and each answer returns on the connection of its question", async () => {
  const dispatcher = new EventDispatcher().on("card.action.trigger", (_data, context) => ({
    toast: { type: "info", content: context.connectionId },
  }));
  await using world = await startWorld({ seed: 1 });
  await using _started = await startClient(world, dispatcher, { connections: 3 });
  await until(() => world.app.connections.length === 3);
  const card = world.postCard();
  const outcomes = await Promise.all(Array.from({ length: 60 }, () => card.click("Approve")));
  for (const { code, toast, delivery } of outcomes) {
    assert.equal(code, 0);
    assert.equal(toast?.content, delivery.connectionId);
    assert.equal(delivery.answer?.connectionId, delivery.connectionId);
  }
  const used = new Set(outcomes.map(({ delivery }) => delivery.connectionId));
  assert.deepEqual(used, new Set(world.app.connections.map(({ connectionId }) => connectionId)));
});

test("the platform goes away and comes back on the same port: the client connects again and answers", async () => {
  const first = await startEmulator({ clientConfig });
  const app = first.createApp();
  const states: string[] = [];
  await using started = await startClient({ emulator: first, app }, answering("still here"));
  started.client.onStateChange(({ name }) => states.push(name));
  await first.close();
  await until(() => started.client.state.name === "reconnecting");

  await using second = await restartEmulator(first, { clientConfig });
  const sameApp = second.createApp({ appId: app.appId, appSecret: app.appSecret });
  await until(() => started.client.state.name === "connected");
  const card = second.createUser({ name: "Alice" }).openChat(sameApp).postCard(cardWithButtons("Approve"));
  assert.equal((await card.click("Approve")).toast?.content, "still here");
  assert.equal(states[0], "reconnecting");
  assert.equal(states.at(-1), "connected");
});

test("close() lets a running handler answer first, and turns new clicks away", async () => {
  const [running, mayAnswer] = [gate(), gate()];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    running.open();
    await mayAnswer.opened;
    return { toast: { type: "success", content: "drained" } };
  });
  await using world = await startWorld({ answerDeadlineMs: 60_000 });
  await using started = await startClient(world, dispatcher);
  const clicked = world.postCard().click("Approve");
  await running.opened;
  const closed = started.client.close({ drainTimeoutMs: 60_000 });
  assert.equal(started.client.state.name, "closing");
  assert.equal((await world.postCard().click("Approve")).code, 200671);
  assert.equal(started.client.health().statistics.turnedAway, 1);

  mayAnswer.open();
  assert.equal((await clicked).toast?.content, "drained");
  await closed;
  assert.equal(started.client.state.name, "closed");
  await until(() => world.app.connections.length === 0);
});
