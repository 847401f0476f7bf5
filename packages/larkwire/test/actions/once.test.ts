import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { type Deferred, deferred } from "../../src/deferred.ts";
import { CardActions, EventDispatcher, type HandlerContext } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { ScriptedStore } from "../support/scripted-store.ts";

test("fifty people press at the same moment: one effect, and all get its answer", async () => {
  await using platform = await ScriptedPlatform.start();
  const gate = deferred<void>();
  let ran = 0;
  const actions = new CardActions().on({ key: "id" }, { once: "message" }, async ({ operator }) => {
    ran += 1;
    await gate.promise;
    return { toast: { type: "success", content: `done by ${operator.open_id}` } };
  });
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  const people = Array.from({ length: 50 }, (_, number) => `ou_${number}`);
  const asked = people.map((openId) => open.connection.ask(cardActionBody({ id: 1 }, {}, openId)));
  await until(() => open.client.health().runningHandlers === 50);
  gate.resolve();
  const expected = { toast: { type: "success", content: "done by ou_0" } };
  for (const { answer } of await Promise.all(asked)) assert.deepEqual(answer, expected);
  assert.equal(ran, 1);
  assert.deepEqual((await open.connection.ask(cardActionBody({ id: 1 }, {}, "ou_late"))).answer, expected);
  await open.connection.ask(cardActionBody({ id: 2 }));
  assert.equal(ran, 2);
});

test('once: "operator" counts for each person', async () => {
  await using platform = await ScriptedPlatform.start();
  const ran: string[] = [];
  const actions = new CardActions().on({ key: "vote" }, { once: "operator" }, ({ operator }) => {
    ran.push(operator.open_id);
  });
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  for (const openId of ["ou_1", "ou_2", "ou_1", "ou_2", "ou_1"]) {
    await open.connection.ask(cardActionBody({ vote: "yes" }, {}, openId));
  }
  assert.deepEqual(ran, ["ou_1", "ou_2"]);
});

test("a press whose handler failed does not count: the next one runs it, also one that waited", async () => {
  await using platform = await ScriptedPlatform.start();
  const gates: Deferred<void>[] = [];
  const actions = new CardActions().on({ key: "id" }, { once: "message" }, async () => {
    const gate = deferred<void>();
    gates.push(gate);
    await gate.promise;
    return { toast: { type: "success", content: `attempt ${gates.length}` } };
  });
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  const asked = [open.connection.ask(cardActionBody({ id: 1 })), open.connection.ask(cardActionBody({ id: 1 }))];
  await until(() => open.client.health().runningHandlers === 2);
  gates[0]?.reject(new Error("the database is away"));
  await until(() => gates.length === 2);
  gates[1]?.resolve();
  const [first, second] = await Promise.all(asked);
  assert.match(JSON.stringify(first?.answer), /"type":"error"/);
  assert.deepEqual(second?.answer, { toast: { type: "success", content: "attempt 2" } });
});

test("a value as long as a card can carry does not keep a press from its handler", async () => {
  await using platform = await ScriptedPlatform.start();
  const ran: string[] = [];
  const actions = new CardActions().on({ key: "id" }, { once: "message" }, ({ value }) => {
    ran.push(String((value as { id: string }).id));
  });
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  const text = "x".repeat(20_000);
  for (const id of ["1", "2", "1"]) {
    assert.deepEqual((await open.connection.ask(cardActionBody({ text, id }))).answer, {});
  }
  assert.deepEqual(ran, ["1", "2"]);
});

test("presses that do not say on which message, or by whom, share no answer", async () => {
  await using platform = await ScriptedPlatform.start();
  let ran = 0;
  const count = (): void => {
    ran += 1;
  };
  const actions = new CardActions()
    .on({ name: "shared" }, { once: "message" }, count)
    .on({ name: "own" }, { once: "operator" }, count);
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  const context = { open_message_id: "om_message" };
  for (const event of [
    { action: { tag: "button", name: "shared" }, operator: { open_id: "ou_1" }, context: {} },
    { action: { tag: "button", name: "own" }, operator: {}, context },
  ]) {
    ran = 0;
    for (let at = 0; at < 2; at++) await open.connection.ask(p2Body("card.action.trigger", event));
    assert.equal(ran, 2, event.action.name);
  }
});

/** The context of a handler that has ended; its once() still works. */
async function contextOf(platform: ScriptedPlatform, dispatcher: EventDispatcher) {
  const kept = deferred<HandlerContext>();
  dispatcher.on("card.action.trigger", (_data, context) => kept.resolve(context));
  const open = await openClient(platform, { dispatcher });
  await open.connection.ask(cardActionBody());
  return { context: await kept.promise, open };
}

test("ctx.once() gives what the work gave, as JSON; what has none is given once", async () => {
  await using platform = await ScriptedPlatform.start();
  const { context, open } = await contextOf(platform, new EventDispatcher({ duplicates: false }));
  await using _ = open;
  const results: [string, unknown, unknown][] = [
    ["an object", { id: 1 }, { id: 1 }],
    ["nothing", undefined, undefined],
    ["null", null, null],
    ["a big integer", 1n, undefined],
  ];
  for (const [key, first, again] of results) {
    assert.deepEqual(await context.once(key, () => first), first);
    assert.deepEqual(await context.once(key, () => assert.fail("ran twice")), again);
  }
  for (const key of ["", "x".repeat(2_001), 7 as never]) {
    assert.throws(() => context.once(key, () => 1), { code: "invalid_option" });
  }
});

test("ctx.once() shares with other processes what it shares of events", async () => {
  await using platform = await ScriptedPlatform.start();
  const store = new ScriptedStore();
  const { context, open } = await contextOf(platform, new EventDispatcher({ duplicates: { store } }));
  await using _ = open;
  await until(() => store.told.length === 1);
  assert.equal(await context.once("mine", () => 42), 42);
  await assert.rejects(
    context.once("failing", () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.deepEqual(store.told.slice(1), ["complete 42", "release"]);
  store.answers.push(async () => ({ state: "done", answerJson: '"theirs"' }));
  assert.equal(await context.once("theirs", () => assert.fail("ran twice")), "theirs");
  assert.equal(await context.once("theirs", () => assert.fail("ran twice")), "theirs");
  assert.deepEqual(store.asked.slice(1).flat(), [
    "cli_0123456789abcdef:once:mine",
    "cli_0123456789abcdef:once:failing",
    "cli_0123456789abcdef:once:theirs",
  ]);
});

test("ctx.once() of a handler whose client is closed rejects instead of waiting for another process", async () => {
  await using platform = await ScriptedPlatform.start();
  const store = new ScriptedStore();
  const closed = deferred<void>();
  const outcome = deferred<unknown>();
  const dispatcher = new EventDispatcher({ duplicates: { store } }).on(
    "card.action.trigger",
    async (_data, context) => {
      await closed.promise;
      store.claim = async () => ({ state: "running" });
      await context.once("mine", () => 42).then(outcome.resolve, outcome.resolve);
    },
  );
  const open = await openClient(platform, { dispatcher });
  open.connection.push(cardActionBody());
  await until(() => open.client.health().runningHandlers === 1);
  await open.client.close({ drainTimeoutMs: 0 });
  closed.resolve();
  assert.equal(((await outcome.promise) as Error).name, "AbortError");
});
