import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import type { Diagnostic, DiagnosticName, P2Envelope } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { APP_ID } from "../support/test-client.ts";

/** Keeps what is published under `name`. */
function collect<Name extends DiagnosticName>(name: Name): Diagnostic<Name>[] & Disposable {
  const events: Diagnostic<Name>[] = [];
  const listener = (event: unknown): void => void events.push(event as Diagnostic<Name>);
  subscribe(`larkwire:${name}`, listener);
  return Object.assign(events, { [Symbol.dispose]: () => void unsubscribe(`larkwire:${name}`, listener) });
}

test("every message has its lines in the journal, in the platform's own ids", async () => {
  using received = collect("message.received");
  using answered = collect("message.answered");
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  const ids = ["m-1", "m-2", "m-3"];
  const bodies = ids.map(() => cardActionBody());
  for (const [index, messageId] of ids.entries()) await open.connection.ask(bodies[index] ?? {}, { messageId });
  await open.connection.ask("no JSON", { messageId: "m-4" });
  assert.deepEqual(
    received.map(({ messageId }) => messageId),
    [...ids, "m-4"],
  );
  const [first] = answered;
  assert.ok(first !== undefined && first.latencyMs >= first.durationMs && first.bytes > 100);
  const { bytes, durationMs, latencyMs, receivedAt, ...rest } = first;
  assert.deepEqual(rest, {
    appId: APP_ID,
    eventType: "card.action.trigger",
    eventId: (bodies[0] as P2Envelope).header.event_id,
    messageId: "m-1",
    traceId: "trace-m-1",
    connectionId: "7001",
    code: 200,
  });
  assert.deepEqual([answered[3]?.messageId, answered[3]?.code, answered[3]?.eventType], ["m-4", 500, ""]);
});

test("the life of a connection is told: opened, doubted, lost, the gap", async () => {
  using opened = collect("connection.opened");
  using doubted = collect("connection.doubted");
  using lost = collect("connection.lost");
  using gaps = collect("gap");
  using states = collect("client.state");
  await using platform = await ScriptedPlatform.start();
  platform.pong = undefined;
  const clock = new ManualClock();
  await using open = await openClient(platform, { clock, random: () => 0.5 });
  const { connectionId = "" } = open.client.health().connections[0] ?? {};
  await open.connection.pinged.take();
  await clock.advance(10_000);
  assert.deepEqual([...doubted], [{ appId: APP_ID, connectionId }]);
  await clock.advance(10_000);
  await until(() => opened.length === 2);
  assert.deepEqual([lost.length, lost[0]?.errorCode, lost[0]?.connectionId], [1, "connection_dead", connectionId]);
  const [gap] = gaps;
  assert.ok(gap !== undefined && gap.from === lost[0]?.lastFrameAt && gap.durationMs >= 20_000);
  assert.deepEqual(
    states.filter(({ state, old }) => state.name !== old.name).map(({ state }) => state.name),
    ["connecting", "connected", "reconnecting", "connected"],
  );
});

test("an answer that is lost with its connection is told, with the reason", async () => {
  using lost = collect("answer.lost");
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  open.connection.webSocket.pause();
  open.connection.push(cardActionBody(), { messageId: "m-lost" });
  await until(() => open.client.health().statistics.answered === 1);
  open.connection.webSocket.terminate();
  await until(() => lost.length === 1);
  assert.deepEqual([lost[0]?.messageId, lost[0]?.reason], ["m-lost", "not_confirmed"]);
  assert.equal(open.client.health().statistics.answersUnconfirmed, 1);
  assert.equal(open.logger.find("warn", "answers may be lost").length, 1);
});
