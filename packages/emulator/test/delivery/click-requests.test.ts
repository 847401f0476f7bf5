import assert from "node:assert/strict";
import { test } from "node:test";
import type { AppOptions, Outcome } from "../../src/index.ts";
import { AppServer, type Received } from "../support/app-server.ts";
import { Peer } from "../support/peer.ts";
import { cardV2, startWorld, type World } from "../support/world.ts";

const NEW = "card.action.trigger";
const OLD = "card.action.trigger_v1";

/** The platform's table of the requests that a click produces, by what is subscribed. */
const TABLE: [subscribed: string[], botPage: boolean, requests: string[]][] = [
  [[NEW], false, ["/callback new"]],
  [[OLD], false, ["/callback old"]],
  [[NEW, OLD], false, ["/callback new", "/callback old"]],
  [[NEW], true, ["/bot-page old", "/callback new"]],
  [[OLD], true, ["/callback old"]],
  [[NEW, OLD], true, ["/callback new", "/callback old"]],
  [[], true, ["/bot-page old"]],
  [[], false, []],
];

function appOptions(server: AppServer, subscribed: string[], botPage: boolean): AppOptions {
  const callbacks = { subscribed, requestUrl: `${server.url}/callback` };
  return { encryptKey: "", callbacks, ...(botPage ? { legacyCardUrl: `${server.url}/bot-page` } : {}) };
}

function kindOf(request: Received): "new" | "old" {
  return JSON.parse(request.text).schema === "2.0" ? "new" : "old";
}

for (const [subscribed, botPage, requests] of TABLE) {
  const name = `${subscribed.join(" + ") || "nothing"}${botPage ? ", and the bot page's URL" : ""}`;
  test(`a click with ${name} subscribed: ${requests.join(", ") || "no request"}`, async (t) => {
    const server = await AppServer.start(t);
    const { emulator, postCard } = await startWorld(t, {}, appOptions(server, subscribed, botPage));
    const clicked = postCard().click("Approve");
    const arrived: string[] = [];
    for (const _ of requests) {
      const request = await server.next();
      arrived.push(`${request.path} ${kindOf(request)}`);
      request.answer();
    }
    const { code } = await clicked;
    assert.deepEqual(arrived.sort(), requests);
    assert.equal(server.untaken, 0);
    assert.equal(code, requests.length === 0 ? 200340 : 0);
    assert.equal(emulator.deliveries.length, Math.max(1, requests.length));
    assert.equal(new Set(emulator.deliveries.map(({ traceId }) => traceId)).size, 1, "one click, one trace id");
  });
}

/** A click that goes out twice, with an answer to each request. */
async function twice(
  t: Parameters<typeof startWorld>[0],
  answers: { new: (request: Received) => void; old: (request: Received) => void },
): Promise<{ outcome: Outcome; world: World; card: ReturnType<World["postCard"]> }> {
  const server = await AppServer.start(t);
  const world = await startWorld(t, {}, appOptions(server, [NEW, OLD], false));
  const card = world.postCard();
  const clicked = card.click("Approve");
  const requests = [await server.next(), await server.next()];
  for (const request of requests) answers[kindOf(request)](request);
  return { outcome: await clicked, world, card };
}

const toast = (content: string): object => ({ toast: { type: "info", content } });
const replacement = cardV2([]);

test("two requests: a good answer to either one counts", async (t) => {
  const newFails = await twice(t, { new: (r) => r.answer("", 500), old: (r) => r.answer(toast("old")) });
  assert.deepEqual([newFails.outcome.code, newFails.outcome.toast?.content], [0, "old"]);
  assert.equal(newFails.outcome.delivery.eventType, OLD);
  const oldFails = await twice(t, { new: (r) => r.answer(toast("new")), old: (r) => r.answer("<html>") });
  assert.deepEqual([oldFails.outcome.code, oldFails.outcome.toast?.content], [0, "new"]);
  assert.deepEqual(
    oldFails.world.emulator.deliveries.map(({ eventType, code }) => [eventType, code]),
    [
      [OLD, 200672],
      [NEW, 0],
    ],
  );
});

test("two requests: of two good answers that which says something is shown, the current one first", async (t) => {
  const both = await twice(t, { new: (r) => r.answer(toast("new")), old: (r) => r.answer(toast("old")) });
  assert.equal(both.outcome.toast?.content, "new");
  const silent = await twice(t, {
    new: (r) => r.answer({}),
    old: (r) => r.answer({ ...toast("old"), ...replacement }),
  });
  assert.equal(silent.outcome.toast?.content, "old");
  assert.deepEqual(silent.card.content, replacement);
});

test("two requests: two good answers that say nothing are a success", async (t) => {
  const { outcome } = await twice(t, { new: (r) => r.answer({}), old: (r) => r.answer({}) });
  assert.deepEqual([outcome.code, outcome.delivery.eventType], [0, NEW]);
  assert.match(outcome.reason, /^[^.]*nothing changes\.$/);
});

test("two requests: when both fail, the code is that of the current one and the reason names both", async (t) => {
  const { outcome } = await twice(t, { new: (r) => r.answer("", 500), old: (r) => r.answer("<html>") });
  assert.equal(outcome.code, 200671);
  assert.match(outcome.reason, /HTTP 500.*The legacy request failed, too \(200672\): .*<html>/);
});

test("the current callback over the long connection, the legacy one to the bot page's URL", async (t) => {
  const server = await AppServer.start(t);
  const { app, emulator, postCard } = await startWorld(t, {}, { legacyCardUrl: server.url });
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  const [push, request] = [await peer.push(), await server.next()];
  assert.equal(kindOf(request), "old");
  request.answer("", 500);
  peer.answer(push, toast("over the long connection"));
  assert.equal((await clicked).toast?.content, "over the long connection");
});

test("a legacy answer is the bare card, beside a toast", async (t) => {
  const server = await AppServer.start(t);
  const { chat } = await startWorld(t, {}, appOptions(server, [OLD], false));
  const button = { tag: "button", text: { tag: "plain_text", content: "Go" }, value: {} };
  const old = { elements: [{ tag: "action", actions: [button] }] };
  const bare = { header: { title: { tag: "plain_text", content: "更新卡片成功" } }, elements: [] };
  const template = { template_id: "AAqk1" };
  for (const [answer, shown, said] of [
    [bare, bare, undefined],
    [{ ...bare, ...toast("done") }, bare, "done"],
    [{ type: "template", data: template, ...toast("done") }, { type: "template", data: template }, "done"],
    [{}, old, undefined],
    [{ msg: "success" }, old, undefined],
    [toast("only"), old, "only"],
  ] as const) {
    const card = chat.postCard(old);
    const clicked = card.click("Go");
    (await server.next()).answer(answer);
    const outcome = await clicked;
    assert.equal(outcome.code, 0, outcome.reason);
    assert.deepEqual([card.content, outcome.toast?.content], [shown, said]);
  }
  const clicked = chat.postCard(old).click("Go");
  (await server.next()).answer({ card: { type: "raw", data: bare } });
  const { code, reason } = await clicked;
  assert.equal(code, 200673);
  assert.match(reason, /no card wrapper/);
});

test("a legacy callback can be sent by hand, with any body", async (t) => {
  const server = await AppServer.start(t);
  const { app } = await startWorld(t, {}, appOptions(server, [OLD], false));
  const body = { open_id: "ou_1", action: { tag: "button" } };
  const sent = app.deliverCallback({ type: OLD, event: body });
  const request = await server.next();
  assert.deepEqual(JSON.parse(request.text), body);
  request.answer(toast("by hand"));
  assert.deepEqual((await sent).answer, toast("by hand"));
});

test("200340: a legacy callback without an address", async (t) => {
  const { app } = await startWorld(t);
  const { code, reason, delivery } = await app.deliverCallback({ type: OLD, event: {} });
  assert.deepEqual([code, delivery.status], [200340, "not_subscribed"]);
  assert.match(reason, /no address; subscribe card\.action\.trigger_v1/);
});
