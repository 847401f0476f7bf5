import assert from "node:assert/strict";
import { test } from "node:test";
import { wireHeader } from "../../../protocol/test/support/wire-frame.ts";
import { Peer } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

const CALLBACK_PAGE = /add it in the developer console under Events & Callbacks > Callback Configuration, and publish/;

test("an event that is not subscribed is not pushed and not tried again", async (t) => {
  const { emulator, app, chat, clock } = await startWorld(t, {}, { events: { subscribed: ["out_approval"] } });
  const peer = await Peer.connect(emulator, app);
  const said = await chat.say("hello");
  assert.deepEqual([said.status, said.parts, said.nextRetryAt, said.code], ["not_subscribed", 0, undefined, undefined]);
  assert.match(
    said.reason,
    /event im\.message\.receive_v1 is not subscribed.*Event Configuration, and publish a version/,
  );
  const sent = app.deliverEvent({ version: "p1", type: "out_approval", event: {} });
  const push = await peer.push();
  peer.answer(push);
  assert.equal((await sent).acknowledged, true);
  assert.equal(push.body.event.type, "out_approval");
  clock.skip(24 * 3_600_000);
  assert.equal(emulator.deliveries.length, 2);
});

test("200340: events are sent to a server, and there is no request URL", async (t) => {
  const webhook = { mode: "webhook" } as const;
  const { chat, postCard } = await startWorld(t, {}, { events: webhook, callbacks: webhook });
  const said = await chat.say("hello");
  assert.equal(said.status, "not_subscribed");
  assert.match(said.reason, /there is no request URL; save one in .* Event Configuration/);
  const { code, reason } = await postCard().click("Approve");
  assert.equal(code, 200340);
  assert.match(reason, /there is no request URL; save one in .* Callback Configuration/);
});

test("200340: the callback is not subscribed and nobody is connected", async (t) => {
  const { chat, postCard } = await startWorld(t, {}, { callbacks: { subscribed: [] } });
  const outcome = await postCard().click("Approve");
  assert.deepEqual([outcome.code, outcome.latencyMs], [200340, 0]);
  assert.match(outcome.reason, CALLBACK_PAGE);
  const preview = await chat.paste("https://example.com/T-1");
  assert.equal(preview.code, 200340);
  assert.match(preview.reason, /url\.preview\.get is not subscribed/);
});

test("what was not sent took no time, also on a clock that moves whenever it is read", async (t) => {
  let now = Date.UTC(2026, 0, 2);
  const clock = { now: () => now++, setTimeout: () => undefined, clearTimeout: () => undefined };
  for (const callbacks of [{ subscribed: [] }, { mode: "long_connection" }] as const) {
    const { postCard } = await startWorld(t, { clock }, { callbacks });
    const { code, latencyMs } = await postCard().click("Approve");
    assert.deepEqual([code, latencyMs], [200340, 0]);
  }
});

test("200340: a click that is not subscribed comes in a frame of type card, which official clients drop", async (t) => {
  const { emulator, app, clock, postCard } = await startWorld(t, {}, { callbacks: { subscribed: [] } });
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  const push = await peer.push();
  assert.equal(wireHeader(push.last, "type"), "card");
  assert.equal(push.body.header.event_type, "card.action.trigger");
  clock.skip(3_000);
  const { code, reason, delivery } = await clicked;
  assert.equal(code, 200340);
  assert.match(reason, CALLBACK_PAGE);
  assert.match(reason, /frames of type "card", which official clients ignore/);
  assert.deepEqual([delivery.status, delivery.frameType, delivery.parts], ["not_subscribed", "card", 1]);
  assert.deepEqual(emulator.deliveries, [delivery]);
});

test("a client that answers frames of type card is heard", async (t) => {
  const { emulator, app, postCard } = await startWorld(t, {}, { callbacks: { subscribed: [] } });
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  peer.answer(await peer.push(), { toast: { type: "info", content: "heard" } });
  const { code, toast, delivery } = await clicked;
  assert.deepEqual([code, toast?.content], [0, "heard"]);
  assert.equal(delivery.answer?.headersEchoed, true);
});

test("events and callbacks go their own ways", async (t) => {
  const { emulator, app, chat, postCard } = await startWorld(t, {}, { callbacks: { mode: "webhook" } });
  const peer = await Peer.connect(emulator, app);
  const said = chat.say("hello");
  peer.answer(await peer.push());
  assert.equal((await said).acknowledged, true);
  const clicked = postCard().click("Approve");
  peer.answer(await peer.push(), {});
  assert.equal((await clicked).delivery.frameType, "card");
});

test("wrong subscriptions are refused by name", async (t) => {
  const { emulator } = await startWorld(t);
  const wrong: [options: object, says: RegExp][] = [
    [{ events: { url: "http://x" } }, /"url" is no member of events/],
    [{ callbacks: { mode: "sse" } }, /callbacks\.mode is "sse"/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => emulator.createApp(options), { code: "bad_argument", message });
  }
});
