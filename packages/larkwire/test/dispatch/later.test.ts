import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { type Deferred, deferred } from "../../src/deferred.ts";
import { EventDispatcher, type HandlerContext, type HandlerFailure, type LaterAnswer } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { CardRecorder } from "../support/card-recorder.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const CARD = { card: { type: "raw", data: { schema: "2.0" } } } as const;
const TOAST = { toast: { type: "info", content: "on its way" } } as const;

test("ctx.later(): the answer leaves, then the work begins, then its card is applied", async () => {
  await using platform = await ScriptedPlatform.start();
  const recorder = new CardRecorder();
  const gate: Deferred<LaterAnswer> = deferred();
  let hasBegun = false;
  let answeredBefore = 0;
  const dispatcher = new EventDispatcher().on("card.action.trigger", async (_data, { later }) => {
    later(() => {
      hasBegun = true;
      answeredBefore = open.client.health().statistics.answered;
      return gate.promise;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(hasBegun, false);
    return TOAST;
  });
  await using open = await openClient(platform, { dispatcher, cardUpdates: recorder });
  assert.deepEqual((await open.connection.ask(cardActionBody())).answer, TOAST);
  await until(() => hasBegun);
  assert.equal(answeredBefore, 1);
  assert.deepEqual([open.client.health().backgroundWorks, recorder.cards], [1, []]);
  gate.resolve(CARD);
  await until(() => open.client.health().backgroundWorks === 0);
  assert.deepEqual(recorder.cards, [{ answer: CARD, fate: "left" }]);
  assert.equal(open.client.health().statistics.lateCards, 1);
});

test("ctx.later() of a handler that failed is not begun: the platform sends the event again", async () => {
  await using platform = await ScriptedPlatform.start();
  let begun = 0;
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", (_data, context) => {
    context.later(() => {
      begun += 1;
    });
    if (!context.redelivered) throw new Error("not yet");
  });
  await using open = await openClient(platform, { dispatcher });
  const body = p2Body("some.event_v1", {});
  assert.equal((await open.connection.ask(body)).code, 500);
  assert.equal((await open.connection.ask(body)).code, 200);
  await until(() => begun === 1);
  assert.equal(open.client.health().backgroundWorks, 0);
});

test("ctx.later() of a guarded handler begins when the handler has ended", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  let [handlerRuns, hasBegun] = [false, false];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async (_data, context) => {
    handlerRuns = true;
    context.later(() => {
      hasBegun = true;
    });
    await gate.promise;
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = open.connection.ask(cardActionBody());
  await until(() => handlerRuns);
  await clock.advance(2_300);
  await asked;
  assert.equal(hasBegun, false);
  gate.resolve();
  await until(() => hasBegun);
});

test("ctx.later() that is called when all is over is a background work of its own", async () => {
  await using platform = await ScriptedPlatform.start();
  const [kept, gate] = [deferred<HandlerContext>(), deferred<void>()];
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", (_data, context) => {
    kept.resolve(context);
  });
  await using open = await openClient(platform, { dispatcher });
  await open.connection.ask(p2Body("some.event_v1", {}));
  const context = await kept.promise;
  let hasBegun = false;
  context.later(async () => {
    hasBegun = true;
    await gate.promise;
  });
  await until(() => hasBegun);
  assert.equal(open.client.health().backgroundWorks, 1);
  gate.resolve();
  await until(() => open.client.health().backgroundWorks === 0);
  assert.throws(() => context.later(42 as never), { code: "invalid_option" });
});

test("a later work that fails goes to onError() and the log, and a card of onError() is applied", async () => {
  await using platform = await ScriptedPlatform.start();
  const recorder = new CardRecorder();
  const failures: [unknown, HandlerFailure][] = [];
  const dispatcher = new EventDispatcher({
    newReference: () => "1a2b3c4d",
    onError: (error, failure) => {
      failures.push([error, failure]);
      return CARD;
    },
  }).on("card.action.trigger", (_data, context) => {
    context.later(async () => {
      throw new Error("the report is not ready");
    });
    return TOAST;
  });
  await using open = await openClient(platform, { dispatcher, cardUpdates: recorder });
  assert.deepEqual((await open.connection.ask(cardActionBody())).answer, TOAST);
  await until(() => recorder.cards.length === 1);
  assert.deepEqual(recorder.cards, [{ answer: CARD, fate: "left" }]);
  const [error, failure] = failures[0] ?? [];
  assert.equal((error as Error).message, "the report is not ready");
  assert.deepEqual(
    [failure?.isAnswerable, failure?.reference, failure?.type],
    [false, "1a2b3c4d", "card.action.trigger"],
  );
  const [line] = open.logger.find("error", "handed to ctx.later() failed");
  assert.equal(line?.fields?.reference, "1a2b3c4d");
  assert.equal(open.client.health().statistics.handlerErrors, 1);
});

test("a late card that cannot be shown is counted and goes to onError() and the log", async () => {
  await using platform = await ScriptedPlatform.start();
  const recorder = new CardRecorder();
  recorder.failure = new Error("the message was recalled");
  const messages: string[] = [];
  const dispatcher = new EventDispatcher({ onError: (error) => void messages.push((error as Error).message) });
  dispatcher.on("card.action.trigger", (_data, context) => context.later(() => CARD));
  await using open = await openClient(platform, { dispatcher, cardUpdates: recorder });
  await open.connection.ask(cardActionBody());
  await until(() => open.client.health().statistics.lateCardsLost === 1 && messages.length === 1);
  assert.deepEqual(messages, ["the message was recalled"]);
  await until(() => open.logger.find("error", "was not applied").length === 1);
});

test("close() waits for later works within the drain time, also without a connection", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  let hasBegun = false;
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", (_data, { later }) => {
    later(async () => {
      hasBegun = true;
      await gate.promise;
    });
  });
  const open = await openClient(platform, { dispatcher, clock });
  await open.connection.ask(p2Body("some.event_v1", {}));
  await until(() => hasBegun);
  open.connection.webSocket.terminate();
  await until(() => open.client.state.name === "reconnecting");
  const closed = open.client.close();
  await clock.advance(2_900);
  assert.equal(open.client.state.name, "closing");
  gate.resolve();
  await closed;
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("a handler that ends after close() and hands over work leaves no timer behind", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  const begun = deferred<AbortSignal>();
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", async (_data, { later, signal }) => {
    await gate.promise;
    later(async () => {
      begun.resolve(signal);
      await new Promise(() => undefined);
    });
  });
  const open = await openClient(platform, { dispatcher, clock });
  open.connection.push(p2Body("some.event_v1", {}));
  await until(() => open.client.health().runningHandlers === 1);
  const closed = open.client.close({ drainTimeoutMs: 1 });
  await clock.advance(1);
  await closed;
  gate.resolve();
  assert.equal((await begun.promise).aborted, true);
  assert.deepEqual([clock.pendingDelaysMs, open.client.health().backgroundWorks], [[], 0]);
});
