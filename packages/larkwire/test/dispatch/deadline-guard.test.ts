import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { type Deferred, deferred } from "../../src/deferred.ts";
import { type DeadlineGuardOptions, EventDispatcher, type HandlerContext, WebhookReceiver } from "../../src/index.ts";
import { cardActionBody, p2Body, urlPreviewBody } from "../support/bodies.ts";
import { CardRecorder } from "../support/card-recorder.ts";
import { MemoryLogger } from "../support/memory-logger.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** A dispatcher whose handlers wait for `gate`, and the contexts they were given. */
function slowDispatcher(deadlineGuard: DeadlineGuardOptions = {}) {
  const gate: Deferred<object | undefined> = deferred();
  const contexts: HandlerContext[] = [];
  const wait = (_data: unknown, context: HandlerContext): Promise<object | undefined> => {
    contexts.push(context);
    return gate.promise;
  };
  const dispatcher = new EventDispatcher({ deadlineGuard })
    .on("card.action.trigger", wait)
    .on("url.preview.get", wait)
    .onCustomized("p2", "slow.event_v1", wait);
  return { dispatcher, gate, contexts };
}

const TOAST = { type: "info", content: "One moment" } as const;

test("the guard answers 2.3 s after receipt, not before, and says so", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { contexts, dispatcher, gate } = slowDispatcher();
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = open.connection.ask(cardActionBody());
  await until(() => contexts.length === 1);
  assert.equal(contexts[0]?.deadline.remainingMs, 2_300);
  await clock.advance(2_299);
  assert.deepEqual([contexts[0]?.isAnswered, open.client.health().statistics.answered], [false, 0]);
  await clock.advance(1);
  assert.deepEqual((await asked).answer, {});
  const { guarded, late } = open.client.health().statistics;
  assert.deepEqual([contexts[0]?.isAnswered, contexts[0]?.deadline.remainingMs, guarded, late], [true, 0, 1, 0]);
  assert.equal(open.logger.find("warn", "still running after 2300 ms").length, 1);
  assert.equal(open.logger.find("warn", "ctx.card.update").length, 0, "the handler has not asked for its card");
  gate.resolve(undefined);
});

for (const [name, toast] of [
  ["a toast", TOAST],
  ["a function that gives one", () => TOAST],
] as const) {
  test(`with ${name} the guard shows it to whoever clicked, and to nobody else`, async () => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    const { contexts, dispatcher, gate } = slowDispatcher({ toast });
    await using open = await openClient(platform, { dispatcher, clock });
    const bodies = [cardActionBody(), urlPreviewBody(), p2Body("slow.event_v1", {})];
    const asked = bodies.map((body) => open.connection.ask(body));
    await until(() => contexts.length === bodies.length);
    await clock.advance(2_300);
    const answers = await Promise.all(asked);
    assert.deepEqual(
      answers.map(({ answer, code }) => [code, answer]),
      [
        [200, { toast: TOAST }],
        [200, {}],
        [200, undefined],
      ],
    );
    gate.resolve(undefined);
  });
}

test("a toast function that throws, or gives what cannot be sent, costs the toast and not the answer", async () => {
  for (const give of [
    () => {
      throw new Error("no toast today");
    },
    () => ({ type: "info", content: 1n }) as never,
  ]) {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    const { contexts, dispatcher, gate } = slowDispatcher({ toast: give });
    await using open = await openClient(platform, { dispatcher, clock });
    const asked = open.connection.ask(cardActionBody());
    await until(() => contexts.length === 1);
    await clock.advance(2_300);
    assert.deepEqual((await asked).answer, {});
    assert.equal(open.logger.find("error", "deadlineGuard.toast").length, 1);
    gate.resolve(undefined);
  }
});

test("the margin is a setting: with 500 ms a handler of 2.4 s answers for itself", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { contexts, dispatcher, gate } = slowDispatcher({ marginMs: 500 });
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = open.connection.ask(cardActionBody());
  await until(() => contexts.length === 1);
  await clock.advance(2_400);
  gate.resolve({ toast: TOAST });
  assert.deepEqual((await asked).answer, { toast: TOAST });
  assert.equal(open.client.health().statistics.guarded, 0);
});

test("a guarded handler's signal does not abort at the deadline, but when the client has stopped waiting", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { contexts, dispatcher } = slowDispatcher();
  const open = await openClient(platform, { dispatcher, clock });
  open.connection.push(cardActionBody());
  await until(() => contexts.length === 1);
  await clock.advance(60_000);
  assert.equal(contexts[0]?.signal.aborted, false);
  const closed = open.client.close();
  await clock.advance(2_999);
  assert.equal(contexts[0]?.signal.aborted, false);
  await clock.advance(1);
  await closed;
  assert.equal(contexts[0]?.signal.reason.name, "AbortError");
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("close() waits for a guarded handler, and for its card, within the drain time", async () => {
  await using platform = await ScriptedPlatform.start();
  const [clock, recorder] = [new ManualClock(), new CardRecorder()];
  const { contexts, dispatcher, gate } = slowDispatcher();
  const open = await openClient(platform, { dispatcher, clock, cardUpdates: recorder });
  const asked = open.connection.ask(cardActionBody());
  await until(() => contexts.length === 1);
  await clock.advance(2_300);
  await asked;
  const closed = open.client.close();
  await clock.advance(1_000);
  assert.deepEqual([open.client.state.name, open.client.health().backgroundWorks], ["closing", 1]);
  const answer = { card: { type: "raw", data: {} } };
  gate.resolve(answer);
  await closed;
  assert.deepEqual(recorder.cards, [{ answer, fate: "left" }]);
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("a card that comes late is an error in the log when nothing can bring it to the person", async () => {
  const clock = new ManualClock();
  const { contexts, dispatcher, gate } = slowDispatcher();
  const logger = new MemoryLogger();
  await using receiver = new WebhookReceiver({ dispatcher, clock, logger, insecure: true });
  const body = Buffer.from(JSON.stringify(cardActionBody()));
  const asked = receiver.handle({ method: "POST", headers: { "content-type": "application/json" }, body });
  await until(() => contexts.length === 1);
  await clock.advance(2_300);
  (await asked).sent();
  gate.resolve({ card: { type: "raw", data: {} } });
  await until(() => receiver.health().backgroundWorks === 0);
  assert.equal(logger.find("error", "there is nothing to bring it to the person").length, 1);
  assert.equal(receiver.health().statistics.lateCardsLost, 1);
});

test("a toast or a preview that comes late is not shown, and the log says so", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { contexts, dispatcher, gate } = slowDispatcher();
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = [cardActionBody(), urlPreviewBody()].map((body) => open.connection.ask(body));
  await until(() => contexts.length === 2);
  await clock.advance(2_300);
  await Promise.all(asked);
  gate.resolve({ toast: TOAST });
  await until(() => open.client.health().backgroundWorks === 0);
  assert.equal(open.logger.find("warn", "the toast that the handler").length, 1);
  assert.equal(open.logger.find("warn", "the preview that the handler").length, 1);
  assert.equal(open.logger.find("warn", "the person has seen nothing happen so far").length, 2);
});

test("of a toast that comes after the guard's own the log says what the person has seen", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { contexts, dispatcher, gate } = slowDispatcher({ toast: TOAST });
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = open.connection.ask(cardActionBody());
  await until(() => contexts.length === 1);
  await clock.advance(2_300);
  await asked;
  gate.resolve({ toast: { type: "success", content: "Done" } });
  await until(() => open.client.health().backgroundWorks === 0);
  assert.equal(open.logger.find("warn", "is not shown: the person has seen the guard's toast").length, 1);
});

test("the answer that was sent before is what a late card is told about when its connection was cut", async () => {
  await using platform = await ScriptedPlatform.start();
  const [clock, recorder] = [new ManualClock(), new CardRecorder()];
  const { contexts, dispatcher, gate } = slowDispatcher();
  await using open = await openClient(platform, { dispatcher, clock, cardUpdates: recorder });
  open.connection.push(cardActionBody());
  await until(() => contexts.length === 1);
  open.connection.webSocket.terminate();
  await until(() => open.client.state.name === "reconnecting");
  await clock.advance(2_300);
  gate.resolve({ card: { type: "raw", data: {} } });
  await until(() => recorder.cards.length === 1);
  assert.equal(recorder.cards[0]?.fate, "lost");
  assert.equal(open.client.health().statistics.answersLost, 1);
});

test("a slot is free again when the guard has answered: handlers that never end do not make a client deaf", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { contexts, dispatcher } = slowDispatcher();
  const limits = { maxRunningHandlers: 2 };
  const open = await openClient(platform, { dispatcher, clock, limits });
  for (let round = 1; round <= 5; round++) {
    const asked = [1, 2].map(() => open.connection.ask(cardActionBody()));
    await until(() => contexts.length === 2 * round);
    await clock.advance(2_300);
    await Promise.all(asked);
  }
  const { backgroundWorks, runningHandlers } = open.client.health();
  assert.deepEqual([backgroundWorks, runningHandlers], [10, 0]);
  const closed = open.client.close({ drainTimeoutMs: 0 });
  await clock.advance(1);
  await closed;
});

test("a click that waited for a slot until its time was up is answered at once, and handled", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { contexts, dispatcher, gate } = slowDispatcher();
  await using open = await openClient(platform, { dispatcher, clock, limits: { maxRunningHandlers: 1 } });
  const asked = [1, 2].map(() => open.connection.ask(cardActionBody()));
  await until(() => open.client.health().waitingMessages === 1);
  await clock.advance(2_300);
  assert.deepEqual(
    (await Promise.all(asked)).map(({ answer }) => answer),
    [{}, {}],
  );
  assert.equal(contexts.length, 2);
  gate.resolve(undefined);
});

test("a click is answered at once while a message handler has been running for a minute and others wait", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  let running = 0;
  const dispatcher = new EventDispatcher({ deadlineGuard: false })
    .on("im.message.receive_v1", async () => {
      running += 1;
      await gate.promise;
    })
    .on("card.action.trigger", () => ({ toast: TOAST }));
  await using open = await openClient(platform, { dispatcher, clock, limits: { maxRunningHandlers: 1 } });
  for (let number = 0; number < 20; number++) open.connection.push(p2Body("im.message.receive_v1", { number }));
  await until(() => running === 1 && open.client.health().waitingMessages === 19);
  await clock.advance(60_000);
  assert.deepEqual((await open.connection.ask(cardActionBody())).answer, { toast: TOAST });
  assert.equal(running, 1);
  gate.resolve();
});
