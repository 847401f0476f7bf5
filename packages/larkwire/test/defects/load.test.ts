import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock, settle } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { type Deferred, deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** Handlers of `slow.event_v1` that wait for `gate`; `order` is what began to run, by its number. */
function gatedDispatcher(gate: Deferred<void>): { dispatcher: EventDispatcher; order: unknown[] } {
  const order: unknown[] = [];
  const dispatcher = new EventDispatcher({ deadlineGuard: false })
    .onCustomized<{ number: number }>("p2", "slow.event_v1", async (data) => {
      order.push(data.event.number);
      await gate.promise;
    })
    .on("card.action.trigger", () => {
      order.push("callback");
      return {};
    });
  return { dispatcher, order };
}

function slowEvent(number: number, padding: string = ""): object {
  return p2Body("slow.event_v1", { number, padding });
}

test("D27: of 2000 events at once no more than maxRunningHandlers run together, in order, and all are answered", async () => {
  await using platform = await ScriptedPlatform.start();
  let running = 0;
  let mostRunning = 0;
  const order: number[] = [];
  const dispatcher = new EventDispatcher().onCustomized<{ number: number }>("p2", "slow.event_v1", async (data) => {
    order.push(data.event.number);
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  await using open = await openClient(platform, { dispatcher, logLevel: "warn", limits: { maxRunningHandlers: 8 } });
  const numbers = Array.from({ length: 2_000 }, (_, number) => number);
  const answers = await Promise.all(numbers.map((number) => open.connection.ask(slowEvent(number))));
  assert.ok(answers.every(({ code }) => code === 200));
  assert.equal(mostRunning, 8);
  assert.deepEqual(order, numbers);
});

test("D27: a callback, for which a person waits, overtakes waiting events", async () => {
  await using platform = await ScriptedPlatform.start();
  const gate = deferred<void>();
  const { dispatcher, order } = gatedDispatcher(gate);
  await using open = await openClient(platform, { dispatcher, limits: { maxRunningHandlers: 1 } });
  const asked = [slowEvent(1), slowEvent(2), slowEvent(3), cardActionBody()].map((body) => open.connection.ask(body));
  await until(() => open.client.health().waitingMessages === 2);
  gate.resolve();
  await Promise.all(asked);
  assert.deepEqual(order, [1, "callback", 2, 3]);
});

test("D27: without a guard a handler's signal aborts 3 s after receipt, not before, and the log says what the person sees", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const running = deferred<AbortSignal>();
  const left: number[] = [];
  const dispatcher = new EventDispatcher({ deadlineGuard: false });
  dispatcher.on("card.action.trigger", async (_data, { deadline, signal }) => {
    left.push(deadline.remainingMs);
    running.resolve(signal);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    left.push(deadline.remainingMs);
    return {};
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = open.connection.ask(cardActionBody());
  const signal = await running.promise;
  await clock.advance(2_999);
  assert.equal(signal.aborted, false);
  await clock.advance(1);
  assert.equal(signal.aborted, true);
  assert.equal(signal.reason.name, "TimeoutError");
  assert.equal((await asked).code, 200);
  assert.deepEqual(left, [3_000, 0]);
  assert.equal(open.logger.find("warn", "200341").length, 1);
});

test("D27: time spent waiting for a slot counts against the deadline", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  const left: number[] = [];
  const dispatcher = new EventDispatcher({ deadlineGuard: false }).on("card.action.trigger", async (data, context) => {
    if (data.event.action.value === "slow") return gate.promise;
    left.push(context.deadline.remainingMs);
    return {};
  });
  await using open = await openClient(platform, { dispatcher, clock, limits: { maxRunningHandlers: 1 } });
  const asked = [cardActionBody("slow"), cardActionBody()].map((body) => open.connection.ask(body));
  await until(() => open.client.health().waitingMessages === 1);
  await clock.advance(2_000);
  gate.resolve();
  await Promise.all(asked);
  assert.deepEqual(left, [1_000]);
});

const LARGE = "x".repeat(32 * 1024);
const PRESSING = { maxRunningHandlers: 1, maxWaitingMessages: 4 };

test("D27: handlers that cannot keep up stop the reading, and nothing is lost", async () => {
  await using platform = await ScriptedPlatform.start();
  const gate = deferred<void>();
  const { dispatcher, order } = gatedDispatcher(gate);
  await using open = await openClient(platform, { dispatcher, limits: PRESSING, logLevel: "warn" });
  const numbers = Array.from({ length: 1_000 }, (_, number) => number);
  const asked = numbers.map((number) => open.connection.ask(slowEvent(number, LARGE)));
  await until(() => open.logger.find("warn", "cannot keep up").length > 0);
  for (let turn = 0; turn < 10; turn++) await settle();
  assert.ok(open.client.health().waitingMessages < 20, `${open.client.health().waitingMessages} wait`);
  assert.ok(open.connection.webSocket.bufferedAmount > 0, "the network holds the rest");
  gate.resolve();
  const answers = await Promise.all(asked);
  assert.ok(answers.every(({ code }) => code === 200));
  assert.deepEqual(order, numbers);
});

test("D27: a connection that opens while handlers cannot keep up is not read either", async () => {
  await using platform = await ScriptedPlatform.start();
  const reply = deferred<object>();
  platform.onDiscovery = () => (platform.discoveries.length === 1 ? platform.goodReply() : reply.promise);
  const gate = deferred<void>();
  const { dispatcher } = gatedDispatcher(gate);
  await using open = await openClient(platform, { dispatcher, connections: 2, limits: PRESSING, logLevel: "warn" });
  for (let number = 0; number < 5; number++) open.connection.push(slowEvent(number));
  await until(() => open.client.health().waitingMessages === 4);
  reply.resolve(platform.goodReply());
  const second = await platform.opened.take();
  const asked = Array.from({ length: 500 }, (_, number) => second.ask(slowEvent(number, LARGE)));
  await until(() => open.client.health().connections.every((connection) => connection.state === "open"));
  for (let turn = 0; turn < 20; turn++) await settle();
  assert.ok(open.client.health().waitingMessages < 20, `${open.client.health().waitingMessages} wait`);
  gate.resolve();
  await Promise.all(asked);
});

test("D27: a connection that is not read for lack of handlers is never taken for dead", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.pong = undefined;
  const clock = new ManualClock();
  const gate = deferred<void>();
  const { dispatcher } = gatedDispatcher(gate);
  await using open = await openClient(platform, { dispatcher, clock, connections: 2, limits: PRESSING });
  const second = await platform.opened.take();
  await Promise.all([open.connection.pinged.take(), second.pinged.take()]);
  // No ping was answered, and the last doubt is nearly over, when the messages of one connection stop the reading of both.
  await clock.advance(18_000);
  for (let number = 0; number < 5; number++) second.push(slowEvent(number));
  await until(() => open.client.health().waitingMessages === 4);
  for (let minute = 0; minute < 60; minute++) await clock.advance(60_000);
  assert.equal(open.client.health().statistics.connectionsOpened, 2);
  assert.ok(open.client.health().connections.every((connection) => connection.state === "open"));
  gate.resolve();
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
});
