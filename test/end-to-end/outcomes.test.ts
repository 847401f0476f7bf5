import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher } from "larkwire";
import { ManualClock } from "../support/manual-clock.ts";
import { until } from "../support/until.ts";
import { startWorld } from "../support/world.ts";
import { gate } from "./support/gate.ts";
import { startClient } from "./support/start-client.ts";

test("0: the handler throws; the person reads a reference, and the log has it with the handler's own message", async () => {
  const dispatcher = new EventDispatcher({ newReference: () => "1a2b3c4d" }).on("card.action.trigger", () => {
    throw new Error("the database is away");
  });
  await using world = await startWorld();
  await using started = await startClient(world, dispatcher);
  const { code, delivery, toast } = await world.postCard().click("Approve");
  assert.deepEqual([code, toast?.type], [0, "error"]);
  assert.match(toast?.content ?? "", /1a2b3c4d/);
  const [line] = started.logger.find("error", "card.action.trigger failed: the person sees a toast");
  const { at, ...error } = (line?.fields?.error ?? {}) as Record<string, string>;
  assert.deepEqual(error, { name: "Error", message: "the database is away" });
  assert.match(at ?? "", /outcomes\.test\.ts:12/);
  const { messageId, reference, traceId } = line?.fields ?? {};
  assert.deepEqual([messageId, traceId, reference], [delivery.messageId, delivery.traceId, "1a2b3c4d"]);
});

test('200671: the handler throws, and onError() says "fail"', async () => {
  const dispatcher = new EventDispatcher({ onError: () => "fail" }).on("card.action.trigger", () => {
    throw new Error("the database is away");
  });
  await using world = await startWorld();
  await using started = await startClient(world, dispatcher);
  assert.equal((await world.postCard().click("Approve")).code, 200671);
  assert.equal(started.logger.find("error", "card.action.trigger failed: the person sees error 200671").length, 1);
});

test("0: an answer without a JSON form is a failure like any other", async () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.toast = cyclic;
  const dispatcher = new EventDispatcher().on("card.action.trigger", () => cyclic as object);
  await using world = await startWorld();
  await using started = await startClient(world, dispatcher);
  const { code, toast } = await world.postCard().click("Approve");
  assert.deepEqual([code, toast?.type], [0, "error"]);
  assert.equal(started.logger.find("error", "card.action.trigger failed").length, 1);
});

test("200341: a handler without a guard is slower than the deadline; the SDK says so while it runs, and its answer is late", async () => {
  const [running, mayAnswer] = [gate(), gate()];
  const dispatcher = new EventDispatcher({ deadlineGuard: false });
  dispatcher.on("card.action.trigger", async (_data, context) => {
    running.open();
    await mayAnswer.opened;
    assert.equal(context.signal.aborted, true);
    return { toast: { type: "info", content: "at last" } };
  });
  const [clock, sdkClock] = [new ManualClock(), new ManualClock()];
  await using world = await startWorld({ clock });
  await using started = await startClient(world, dispatcher, { clock: sdkClock });
  const clicked = world.postCard().click("Approve");
  await running.opened;
  await sdkClock.advance(3_001);
  clock.skip(3_000);
  const { code, toast, delivery } = await clicked;
  assert.deepEqual({ code, toast, status: delivery.status }, { code: 200341, toast: undefined, status: "timed_out" });
  assert.equal(started.logger.find("warn", "the person sees error 200341").length, 1);

  mayAnswer.open();
  await until(() => world.emulator.deliveries[0]?.lateAnswer !== undefined);
  assert.equal(world.emulator.deliveries[0]?.lateAnswer?.ackCode, 200);
  assert.equal(started.client.health().statistics.late, 1);
});

test("200340: no client is connected, before start() and after close()", async () => {
  await using world = await startWorld();
  assert.equal((await world.postCard().click("Approve")).code, 200340);
  const { client } = await startClient(world, new EventDispatcher());
  await client.close();
  await until(() => world.app.connections.length === 0);
  assert.equal((await world.postCard().click("Approve")).code, 200340);
});

test("0: a callback without a handler changes nothing, and the SDK says which handler is missing", async () => {
  await using world = await startWorld();
  await using started = await startClient(world, new EventDispatcher());
  const { code, toast } = await world.postCard().click("Approve");
  assert.deepEqual({ code, toast }, { code: 0, toast: undefined });
  assert.equal(started.logger.find("warn", "card.action.trigger arrived and has no handler").length, 1);
});
