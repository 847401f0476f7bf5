import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body, urlPreviewBody } from "../support/bodies.ts";
import { type OpenClient, openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { ScriptedStore } from "../support/scripted-store.ts";

const TOAST = { toast: { type: "info", content: "handled here" } } as const;

/** A client whose dispatcher asks `store`, and how often its handlers ran. */
async function openWithStore(platform: ScriptedPlatform, clock: ManualClock = new ManualClock()) {
  const store = new ScriptedStore();
  const seen: { ran: number; redelivered: boolean[] } = { ran: 0, redelivered: [] };
  const handle = (_data: unknown, { redelivered }: { redelivered: boolean }): object => {
    seen.ran += 1;
    seen.redelivered.push(redelivered);
    return TOAST;
  };
  const dispatcher = new EventDispatcher({ duplicates: { store } })
    .on("card.action.trigger", handle)
    .on("url.preview.get", handle)
    .onCustomized("p2", "some.event_v1", handle);
  const open: OpenClient = await openClient(platform, { dispatcher, clock });
  return { store, seen, clock, open };
}

test("what was handled here is told to the store, a click with its answer; previews are none of its business", async () => {
  await using platform = await ScriptedPlatform.start();
  const { open, seen, store } = await openWithStore(platform);
  await using _ = open;
  for (const body of [cardActionBody(), p2Body("some.event_v1", {}), urlPreviewBody()]) {
    assert.equal((await open.connection.ask(body)).code, 200);
  }
  await until(() => store.told.length === 2);
  assert.deepEqual(store.told, [`complete ${JSON.stringify(TOAST)}`, "complete undefined"]);
  assert.deepEqual([store.asked.length, seen.ran], [2, 3]);
});

test("what another process has handled is not handled again; its click has the same answer here", async () => {
  await using platform = await ScriptedPlatform.start();
  const { open, seen, store } = await openWithStore(platform);
  await using _ = open;
  store.answers.push(async () => ({ state: "done", answerJson: '{"toast":{"type":"info","content":"there"}}' }));
  store.answers.push(async () => ({ state: "done", answerJson: undefined }));
  const click = await open.connection.ask(cardActionBody());
  assert.deepEqual(click.answer, { toast: { type: "info", content: "there" } });
  const event = await open.connection.ask(p2Body("some.event_v1", {}));
  assert.deepEqual([event.code, event.data, seen.ran], [200, undefined, 0]);
  assert.equal(open.client.health().statistics.duplicates, 2);
});

test("a repeat in the same process does not ask the store", async () => {
  await using platform = await ScriptedPlatform.start();
  const { open, seen, store } = await openWithStore(platform);
  await using _ = open;
  const body = p2Body("some.event_v1", {});
  await open.connection.ask(body);
  await open.connection.ask(body);
  assert.deepEqual([store.asked.length, seen.ran], [1, 1]);
});

test("a failure is released, and whoever is next can tell", async () => {
  await using platform = await ScriptedPlatform.start();
  const store = new ScriptedStore();
  const dispatcher = new EventDispatcher({ duplicates: { store } }).onCustomized("p2", "some.event_v1", () => {
    throw new Error("no");
  });
  await using open = await openClient(platform, { dispatcher });
  assert.equal((await open.connection.ask(p2Body("some.event_v1", {}))).code, 500);
  await until(() => store.told.length === 1);
  assert.deepEqual(store.told, ["release"]);

  const other = await openWithStore(platform);
  await using _ = other.open;
  other.store.answers.push(async () => other.store.granted(true));
  await other.open.connection.ask(p2Body("some.event_v1", {}));
  assert.deepEqual(other.seen.redelivered, [true]);
});

test("while another process is at it the store is asked again, and its claim is taken over when it ends", async () => {
  await using platform = await ScriptedPlatform.start();
  const { clock, open, seen, store } = await openWithStore(platform);
  await using _ = open;
  for (let poll = 0; poll < 3; poll++) store.answers.push(async () => ({ state: "running" }));
  const asked = open.connection.ask(p2Body("some.event_v1", {}));
  for (let poll = 1; poll <= 3; poll++) {
    await until(() => store.asked.length === poll);
    await until(() => clock.pendingDelaysMs.includes(200));
    await clock.advance(200);
  }
  assert.equal((await asked).code, 200);
  assert.deepEqual([store.asked.length, seen.ran], [4, 1]);
});

test("an event that another process is still at when time is up is refused, so that it comes again; a click is not", async () => {
  await using platform = await ScriptedPlatform.start();
  const { clock, open, seen, store } = await openWithStore(platform);
  for (let poll = 0; poll < 100; poll++) store.answers.push(async () => ({ state: "running" }));
  const asked = [open.connection.ask(p2Body("some.event_v1", {})), open.connection.ask(cardActionBody())];
  await until(() => store.asked.length === 2);
  await clock.advance(2_300);
  const [event, click] = await Promise.all(asked);
  assert.deepEqual([event?.code, click?.code, click?.answer, seen.ran], [500, 200, {}, 0]);
  const { length } = store.asked;
  await clock.advance(10_000);
  assert.equal(store.asked.length, length);
  await open.client.close();
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("closing ends the waiting for another process", async () => {
  await using platform = await ScriptedPlatform.start();
  const { clock, open, store } = await openWithStore(platform);
  for (let poll = 0; poll < 100; poll++) store.answers.push(async () => ({ state: "running" }));
  open.connection.push(p2Body("some.event_v1", {}));
  await until(() => store.asked.length === 1);
  const closed = open.client.close({ drainTimeoutMs: 0 });
  await clock.advance(1);
  await closed;
  await until(() => clock.pendingDelaysMs.length === 0 && open.client.health().runningHandlers === 0);
});

test("a store that fails costs its protection, not the event", async () => {
  await using platform = await ScriptedPlatform.start();
  const { open, seen, store } = await openWithStore(platform);
  await using _ = open;
  store.answers.push(
    () => Promise.reject(new Error("Redis is away")),
    () => {
      throw new Error("Redis is far away");
    },
  );
  for (let event = 0; event < 2; event++) {
    assert.equal((await open.connection.ask(p2Body("some.event_v1", {}))).code, 200);
  }
  assert.equal(seen.ran, 2);
  const lines = open.logger.find("warn", "the duplicate store failed");
  assert.match(JSON.stringify(lines[0]?.fields), /Redis is away/);
});

test("a store that is slow is waited for half a second; a claim granted later is kept to", async () => {
  await using platform = await ScriptedPlatform.start();
  const { clock, open, seen, store } = await openWithStore(platform);
  await using _ = open;
  const held = store.holdNext();
  const asked = open.connection.ask(p2Body("some.event_v1", {}));
  await until(() => store.asked.length === 1);
  await clock.advance(499);
  assert.equal(seen.ran, 0);
  await clock.advance(1);
  assert.equal((await asked).code, 200);
  assert.deepEqual([seen.ran, store.told], [1, []]);
  assert.equal(open.logger.find("warn", "the duplicate store failed").length, 1);
  held.resolve(store.granted());
  await until(() => store.told.length === 1);
  assert.deepEqual(store.told, ["complete undefined"]);
});

test("a claim that is granted when nobody can use it any more is released", async () => {
  await using platform = await ScriptedPlatform.start();
  const store = new ScriptedStore();
  const clock = new ManualClock();
  const dispatcher = new EventDispatcher({
    deadlineGuard: { marginMs: 2_900 },
    duplicates: { store },
  }).onCustomized("p2", "some.event_v1", () => assert.fail("was handled"));
  await using open = await openClient(platform, { dispatcher, clock });
  const held = store.holdNext();
  const asked = open.connection.ask(p2Body("some.event_v1", {}));
  await until(() => store.asked.length === 1);
  await clock.advance(100);
  assert.equal((await asked).code, 500);
  held.resolve(store.granted());
  await until(() => store.told.length === 1);
  assert.deepEqual(store.told, ["release"]);
});

test("deliveries in the same process join the one that asks the store", async () => {
  await using platform = await ScriptedPlatform.start();
  const { open, seen, store } = await openWithStore(platform);
  await using _ = open;
  const held = store.holdNext();
  const body = cardActionBody();
  const asked = [open.connection.ask(body), open.connection.ask(body), open.connection.ask(body)];
  await until(() => open.client.health().statistics.duplicates === 2);
  held.resolve(store.granted());
  for (const { answer } of await Promise.all(asked)) assert.deepEqual(answer, TOAST);
  assert.deepEqual([store.asked.length, seen.ran], [1, 1]);
});

test("close() waits until the store has been told", async () => {
  await using platform = await ScriptedPlatform.start();
  const store = new ScriptedStore();
  const gate = deferred<void>();
  let isCompleted = false;
  store.answers.push(async () => ({
    state: "claimed",
    redelivered: false,
    complete: async () => {
      await gate.promise;
      isCompleted = true;
    },
    release: async () => undefined,
  }));
  const dispatcher = new EventDispatcher({ duplicates: { store } }).onCustomized(
    "p2",
    "some.event_v1",
    () => undefined,
  );
  const open = await openClient(platform, { dispatcher });
  assert.equal((await open.connection.ask(p2Body("some.event_v1", {}))).code, 200);
  const closed = open.client.close();
  gate.resolve();
  await closed;
  assert.equal(isCompleted, true);
});
