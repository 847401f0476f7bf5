import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { sleep } from "../../../../test/support/sleep.ts";
import { until } from "../../../../test/support/until.ts";
import { EventDispatcher, type FailureDecision, type HandlerFailure } from "../../src/index.ts";
import { cardActionBody, p2Body, urlPreviewBody } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const TOAST = { toast: { type: "error", content: "Call the help desk" } } as const;

/** A dispatcher all of whose handlers throw. */
function failingDispatcher(onError?: (error: unknown, failure: HandlerFailure) => FailureDecision): EventDispatcher {
  const fail = (): never => {
    throw new Error("the database is away");
  };
  return new EventDispatcher({ onError, newReference: () => "1a2b3c4d" })
    .on("card.action.trigger", fail)
    .on("url.preview.get", async () => fail())
    .onCustomized("p2", "some.event_v1", fail);
}

test("by default a click gets a toast with the reference of the log line, in the person's language", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { dispatcher: failingDispatcher() });
  const { answer, code } = await open.connection.ask(cardActionBody());
  const { toast } = answer as { toast: { type: string; content: string; i18n: Record<string, string> } };
  assert.deepEqual([code, toast.type], [200, "error"]);
  for (const text of [toast.content, ...Object.values(toast.i18n)]) assert.match(text, /1a2b3c4d/);
  assert.deepEqual(Object.keys(toast.i18n), ["en_us", "zh_cn", "zh_hk", "zh_tw", "ja_jp"]);
  const [line] = open.logger.find("error", "failed: the person sees a toast with reference 1a2b3c4d");
  assert.equal(line?.fields?.reference, "1a2b3c4d");
  assert.equal(open.client.health().statistics.handlerErrors, 1);
});

test("references are eight hexadecimal digits, another one for each failure", async () => {
  await using platform = await ScriptedPlatform.start();
  const references: string[] = [];
  const dispatcher = new EventDispatcher({ onError: (_error, { reference }) => void references.push(reference) });
  dispatcher.on("card.action.trigger", () => Promise.reject(new Error("no")));
  await using open = await openClient(platform, { dispatcher });
  for (let click = 0; click < 5; click++) await open.connection.ask(cardActionBody());
  assert.equal(new Set(references).size, 5);
  for (const reference of references) assert.match(reference, /^[0-9a-f]{8}$/);
});

test("by default a preview and an event fail: the link stays bare, and the event is sent again", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { dispatcher: failingDispatcher() });
  assert.equal((await open.connection.ask(urlPreviewBody())).code, 500);
  assert.equal((await open.connection.ask(p2Body("some.event_v1", {}))).code, 500);
  assert.equal(open.logger.find("error", "failed: the person sees the bare link").length, 1);
  assert.equal(open.logger.find("error", "failed: the platform will send the event again").length, 1);
});

/** What onError() returns, and what the platform then gets for a click and for an event. */
const DECISIONS: [string, FailureDecision, { click: [number, unknown]; event: number }][] = [
  ["an answer", TOAST, { click: [200, TOAST], event: 500 }],
  ['"acknowledge"', "acknowledge", { click: [200, {}], event: 200 }],
  ['"fail"', "fail", { click: [500, undefined], event: 500 }],
];

for (const [name, decision, expected] of DECISIONS) {
  test(`onError() that returns ${name} decides what the platform gets`, async () => {
    await using platform = await ScriptedPlatform.start();
    const dispatcher = failingDispatcher(() => decision);
    await using open = await openClient(platform, { dispatcher });
    const click = await open.connection.ask(cardActionBody());
    assert.deepEqual([click.code, click.answer], expected.click);
    const event = await open.connection.ask(p2Body("some.event_v1", {}));
    assert.deepEqual([event.code, event.data], [expected.event, undefined]);
  });
}

test("onError() is told what failed, with which data, and that its answer counts", async () => {
  await using platform = await ScriptedPlatform.start();
  const seen: [unknown, HandlerFailure][] = [];
  await using open = await openClient(platform, {
    dispatcher: failingDispatcher((...told) => void seen.push(told)),
  });
  const body = cardActionBody();
  const messageId = open.connection.push(body);
  await until(() => seen.length === 1);
  const [error, failure] = seen[0] ?? [];
  assert.equal((error as Error).message, "the database is away");
  assert.deepEqual([failure?.type, failure?.isAnswerable, failure?.data], ["card.action.trigger", true, body]);
  assert.equal(failure?.context.messageId, messageId);
});

test("onError() that throws, rejects, or answers with what cannot be sent is replaced by the default", async () => {
  const bad: (() => FailureDecision | Promise<FailureDecision>)[] = [
    () => {
      throw new Error("onError fails, too");
    },
    () => Promise.reject(undefined),
    () => ({ toast: { type: "info", content: 1n as never } }),
  ];
  for (const onError of bad) {
    await using platform = await ScriptedPlatform.start();
    const dispatcher = new EventDispatcher({ onError }).on("card.action.trigger", () => {
      throw new Error("the handler fails");
    });
    await using open = await openClient(platform, { dispatcher });
    const { answer, code } = await open.connection.ask(cardActionBody());
    assert.deepEqual([code, (answer as { toast: { type: string } }).toast.type], [200, "error"]);
    assert.equal(open.logger.find("error", "onError()").length, 1);
    assert.equal(open.logger.find("error", "the handler of card.action.trigger failed").length, 1);
  }
});

test("onError() that takes too long is guarded like its handler", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  let isAsked = false;
  const dispatcher = new EventDispatcher({
    onError: async () => {
      isAsked = true;
      await sleep(clock, 10_000);
      return TOAST;
    },
  }).on("card.action.trigger", () => {
    throw new Error("the handler fails");
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = open.connection.ask(cardActionBody());
  await until(() => isAsked);
  await clock.advance(2_300);
  assert.deepEqual((await asked).answer, {});
  await clock.advance(10_000);
  assert.deepEqual([open.client.health().backgroundWorks, open.client.health().statistics.answered], [0, 1]);
});

test("a handler that fails after the guard has answered is reported, and sends nothing more", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const answerable: boolean[] = [];
  let isRunning = false;
  const dispatcher = new EventDispatcher({
    onError: (_error, failure) => void answerable.push(failure.isAnswerable),
  }).on("card.action.trigger", async () => {
    isRunning = true;
    await sleep(clock, 5_000);
    throw new Error("too late to matter");
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const asked = open.connection.ask(cardActionBody());
  await until(() => isRunning);
  await clock.advance(5_000);
  await asked;
  await until(() => answerable.length === 1);
  assert.deepEqual(answerable, [false]);
  assert.equal(open.logger.find("error", "failed: the person has seen nothing happen").length, 1);
  assert.equal(open.client.health().statistics.answered, 1);
});

test("options that cannot work are refused at once", () => {
  const wrong: object[] = [
    { deadlineguard: {} },
    { deadlineGuard: { margin: 1 } },
    { deadlineGuard: { marginMs: 3_000 } },
    { deadlineGuard: { marginMs: -1 } },
    { deadlineGuard: { toast: "one moment" } },
    { deadlineGuard: { toast: { type: "warn", content: "One moment" } } },
    { deadlineGuard: { toast: { type: "info" } } },
    { deadlineGuard: true },
    { background: { maxWorks: 0 } },
    { duplicates: true },
    { duplicates: { keepMs: 0 } },
    { duplicates: { store: {} } },
    { stale: "drop" },
    { onError: {} },
    { newReference: 1 },
  ];
  for (const options of wrong) {
    assert.throws(() => new EventDispatcher(options), { code: "invalid_option" }, JSON.stringify(options));
  }
  assert.throws(() => new EventDispatcher(null as never), { code: "invalid_option" });
  const keys: object = { verificationToken: "token" };
  assert.throws(() => new EventDispatcher(keys), /"verificationToken". It belongs to WebhookReceiver/);
});
