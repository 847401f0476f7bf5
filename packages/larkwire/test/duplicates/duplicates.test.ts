import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { sleep } from "../../../../test/support/sleep.ts";
import { until } from "../../../../test/support/until.ts";
import { type Deferred, deferred } from "../../src/deferred.ts";
import { EventDispatcher, type EventDispatcherOptions } from "../../src/index.ts";
import { cardActionBody, p1Body, p2Body, urlPreviewBody } from "../support/bodies.ts";
import { CardRecorder } from "../support/card-recorder.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** A dispatcher that counts how often a handler of it ran. */
function countingDispatcher(options: EventDispatcherOptions = {}): { dispatcher: EventDispatcher; ran: () => number } {
  let ran = 0;
  const count = (): object => {
    ran += 1;
    return { toast: { type: "info", content: `run ${ran}` } };
  };
  const dispatcher = new EventDispatcher(options)
    .on("card.action.trigger", count)
    .on("im.message.receive_v1", count)
    .onCustomized("p1", "out_approval", count)
    .onCustomized("p2", "some.event_v1", count);
  return { dispatcher, ran: () => ran };
}

function messageBody(eventId: string, messageId: string, appId: string = "cli_0123456789abcdef"): object {
  return withHeader(p2Body("im.message.receive_v1", { message: { message_id: messageId } }), {
    event_id: eventId,
    app_id: appId,
  });
}

function withHeader(body: object, header: object): object {
  return { ...body, header: { ...(body as { header: object }).header, ...header } };
}

for (const [name, body] of [
  ["an event of schema 2.0", p2Body("some.event_v1", {})],
  ["an event of schema 1.0", p1Body("out_approval", {})],
] as const) {
  test(`${name} that is delivered three times is handled once, and acknowledged each time`, async () => {
    await using platform = await ScriptedPlatform.start();
    const { dispatcher, ran } = countingDispatcher();
    await using open = await openClient(platform, { dispatcher });
    for (let delivery = 0; delivery < 3; delivery++) assert.equal((await open.connection.ask(body)).code, 200);
    assert.deepEqual([ran(), open.client.health().statistics.duplicates], [1, 2]);
  });
}

test("a click that is delivered again gets its first answer", async () => {
  await using platform = await ScriptedPlatform.start();
  const { dispatcher, ran } = countingDispatcher();
  await using open = await openClient(platform, { dispatcher });
  const body = cardActionBody();
  const first = await open.connection.ask(body);
  assert.deepEqual((await open.connection.ask(body)).answer, first.answer);
  assert.notDeepEqual((await open.connection.ask(cardActionBody())).answer, first.answer);
  assert.equal(ran(), 2);
});

test("fifty deliveries at the same time, on two connections: one is handled, and all get its answer", async () => {
  await using platform = await ScriptedPlatform.start();
  const gate: Deferred<object> = deferred();
  let ran = 0;
  const dispatcher = new EventDispatcher().on("card.action.trigger", () => {
    ran += 1;
    return gate.promise;
  });
  await using open = await openClient(platform, { dispatcher, connections: 2 });
  const second = await platform.opened.take();
  const body = cardActionBody();
  const asked = Array.from({ length: 50 }, (_, number) => (number % 2 === 0 ? open.connection : second).ask(body));
  await until(() => open.client.health().statistics.duplicates === 49);
  gate.resolve({ toast: { type: "success", content: "once" } });
  const answers = await Promise.all(asked);
  assert.equal(ran, 1);
  for (const { answer } of answers) assert.deepEqual(answer, { toast: { type: "success", content: "once" } });
});

test("two clients with one dispatcher remember together", async () => {
  await using platform = await ScriptedPlatform.start();
  const { dispatcher, ran } = countingDispatcher();
  await using one = await openClient(platform, { dispatcher });
  await using other = await openClient(platform, { dispatcher });
  const body = p2Body("some.event_v1", {});
  assert.equal((await one.connection.ask(body)).code, 200);
  assert.equal((await other.connection.ask(body)).code, 200);
  assert.equal(ran(), 1);
});

test("an event whose handling failed is handled again, and the handler can tell", async () => {
  await using platform = await ScriptedPlatform.start();
  const redelivered: boolean[] = [];
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", (_data, context) => {
    redelivered.push(context.redelivered);
    if (redelivered.length < 3) throw new Error("not yet");
  });
  await using open = await openClient(platform, { dispatcher });
  const body = p2Body("some.event_v1", {});
  const codes: number[] = [];
  for (let delivery = 0; delivery < 4; delivery++) codes.push((await open.connection.ask(body)).code);
  assert.deepEqual(codes, [500, 500, 200, 200]);
  assert.deepEqual(redelivered, [false, true, true]);
});

test("a delivery that joined one that failed fails with it", async () => {
  await using platform = await ScriptedPlatform.start();
  const gate = deferred<void>();
  let ran = 0;
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", () => {
    ran += 1;
    return gate.promise;
  });
  await using open = await openClient(platform, { dispatcher });
  const body = p2Body("some.event_v1", {});
  const asked = [open.connection.ask(body), open.connection.ask(body)];
  await until(() => open.client.health().statistics.duplicates === 1);
  gate.reject(new Error("no"));
  assert.deepEqual(
    (await Promise.all(asked)).map(({ code }) => code),
    [500, 500],
  );
  assert.equal(ran, 1);
});

test("a message is recognised by its event id and by its message id, whichever the repeat keeps", async () => {
  await using platform = await ScriptedPlatform.start();
  const { dispatcher, ran } = countingDispatcher();
  await using open = await openClient(platform, { dispatcher });
  for (const [eventId, messageId] of [
    ["event-1", "om_1"],
    ["event-2", "om_1"],
    ["event-1", "om_2"],
  ] as const) {
    assert.equal((await open.connection.ask(messageBody(eventId, messageId))).code, 200);
  }
  assert.equal(ran(), 1);
  await open.connection.ask(messageBody("event-3", "om_3"));
  assert.equal(ran(), 2);
});

test("two apps see the same message: each handles it once", async () => {
  await using platform = await ScriptedPlatform.start();
  const { dispatcher, ran } = countingDispatcher();
  await using open = await openClient(platform, { dispatcher });
  for (const appId of ["cli_one", "cli_two", "cli_one", "cli_two"]) {
    await open.connection.ask(messageBody("event-1", "om_1", appId));
  }
  assert.equal(ran(), 2);
});

test("repeats at all times that the platform documents find the event handled; in the end it is forgotten", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { dispatcher, ran } = countingDispatcher();
  await using open = await openClient(platform, { dispatcher, clock });
  const body = messageBody("event-1", "om_1");
  await open.connection.ask(body);
  for (const afterMs of [15_000, 5 * 60_000, 3_600_000, 6 * 3_600_000]) {
    // Each delivery may take the platform's 3 seconds before it counts as failed.
    await clock.advance(afterMs + 3_000);
    assert.equal((await open.connection.ask(body)).code, 200);
  }
  assert.equal(ran(), 1);
  for (const other of ["om_2", "om_3"]) {
    await clock.advance(8 * 3_600_000);
    await open.connection.ask(messageBody(other, other));
  }
  await open.connection.ask(body);
  assert.equal(ran(), 4);
});

test("previews are never taken for repeats", async () => {
  await using platform = await ScriptedPlatform.start();
  let ran = 0;
  const dispatcher = new EventDispatcher().on("url.preview.get", () => {
    ran += 1;
    return { inline: { title: `pull ${ran}` } };
  });
  await using open = await openClient(platform, { dispatcher });
  const body = urlPreviewBody();
  for (const title of ["pull 1", "pull 2"]) {
    assert.deepEqual((await open.connection.ask(body)).answer, { inline: { title } });
  }
});

test("an event without an id, or with one too long to keep, is handled each time", async () => {
  await using platform = await ScriptedPlatform.start();
  const { dispatcher, ran } = countingDispatcher();
  await using open = await openClient(platform, { dispatcher });
  for (const event_id of ["", "x".repeat(201), 7, null]) {
    const body = withHeader(p2Body("some.event_v1", {}), { event_id });
    await open.connection.ask(body);
    await open.connection.ask(body);
  }
  assert.equal(ran(), 8);
});

test("a repeat of a click that the guard answered gets the guard's answer, not the card again", async () => {
  await using platform = await ScriptedPlatform.start();
  const [clock, recorder] = [new ManualClock(), new CardRecorder()];
  let isRunning = false;
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    isRunning = true;
    await sleep(clock, 5_000);
    return { card: { type: "raw", data: {} } };
  });
  await using open = await openClient(platform, { dispatcher, clock, cardUpdates: recorder });
  const body = cardActionBody();
  const asked = open.connection.ask(body);
  await until(() => isRunning);
  await clock.advance(5_000);
  assert.deepEqual((await asked).answer, {});
  await until(() => recorder.cards.length === 1);
  assert.deepEqual((await open.connection.ask(body)).answer, {});
});

test("a repeat of an event that is still being handled is acknowledged at its own guard", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  let ran = 0;
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", () => {
    ran += 1;
    return gate.promise;
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const body = p2Body("some.event_v1", {});
  const first = open.connection.ask(body);
  await until(() => ran === 1);
  await clock.advance(15_000);
  const second = open.connection.ask(body);
  await until(() => open.client.health().statistics.duplicates === 1);
  await clock.advance(2_300);
  assert.deepEqual([(await first).code, (await second).code, ran], [200, 200, 1]);
  gate.resolve();
});

test("an event whose handler never ends is handled again when the handler is forgotten", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  let ran = 0;
  const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", () => {
    ran += 1;
    return ran === 1 ? new Promise<void>(() => undefined) : undefined;
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const body = p2Body("some.event_v1", {});
  const asked = open.connection.ask(body);
  await until(() => ran === 1);
  await clock.advance(2_300);
  assert.equal((await asked).code, 200);
  await clock.advance(600_000);
  assert.equal((await open.connection.ask(body)).code, 200);
  assert.equal(ran, 2);
});

test("duplicates: false hands each delivery to the handler", async () => {
  await using platform = await ScriptedPlatform.start();
  const { dispatcher, ran } = countingDispatcher({ duplicates: false });
  await using open = await openClient(platform, { dispatcher });
  const body = p2Body("some.event_v1", {});
  await open.connection.ask(body);
  await open.connection.ask(body);
  assert.equal(ran(), 2);
});
