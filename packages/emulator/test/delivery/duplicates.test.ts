import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { AppServer } from "../support/app-server.ts";
import { Peer } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

test("repeat_event: the next event that succeeds comes once more, and then no other", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  emulator.faults.add({ kind: "repeat_event", times: 1 });
  const failed = chat.say("fails");
  peer.answer(await peer.push(), undefined, 500);
  assert.equal((await failed).acknowledged, false);
  const said = chat.say("succeeds");
  const first = await peer.push();
  peer.answer(first);
  const delivery = await said;
  const second = await peer.push();
  assert.equal(second.text, first.text);
  const [duplicate] = emulator.deliveries;
  assert.deepEqual([duplicate?.duplicateOf, duplicate?.eventId], [delivery.messageId, delivery.eventId]);
  assert.notEqual(duplicate?.messageId, delivery.messageId);
  peer.answer(second, undefined, 500);
  await until(() => emulator.deliveries[0]?.status === "answered");
  assert.equal(emulator.deliveries[0]?.nextRetryAt, undefined, "a duplicate is not tried again");
  const last = chat.say("once");
  peer.answer(await peer.push());
  await last;
  assert.equal(emulator.deliveries[0]?.duplicateOf, undefined);
});

test("duplicateProbability: 1 repeats every event, 0.5 about half of them, callbacks never", async (t) => {
  for (const [probability, least, most] of [
    [1, 100, 100],
    [0.5, 30, 70],
  ] as const) {
    const { emulator, app, postCard } = await startWorld(t, { delivery: { duplicateProbability: probability } });
    const peer = await Peer.connect(emulator, app);
    void peer.answerAll();
    for (let count = 0; count < 100; count++) await app.deliverEvent({ type: "x", event: {} });
    assert.equal((await postCard().click("Approve")).code, 0);
    const duplicates = emulator.deliveries.filter(({ duplicateOf }) => duplicateOf !== undefined);
    assert.ok(duplicates.length >= least && duplicates.length <= most, `${duplicates.length} duplicates`);
    assert.ok(duplicates.every(({ kind }) => kind === "event"));
  }
});

test("a webhook's duplicate has its own timestamp, nonce and signature", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, chat } = await startWorld(t, {}, { events: { requestUrl: server.url } });
  emulator.faults.add({ kind: "repeat_event", times: 1 });
  const said = chat.say("hello");
  const first = await server.next();
  first.answer();
  await said;
  const second = await server.next();
  second.answer();
  assert.notEqual(second.headers["x-lark-request-nonce"], first.headers["x-lark-request-nonce"]);
  assert.notEqual(second.headers["x-lark-signature"], first.headers["x-lark-signature"]);
});

test("a wrong number of duplicates is refused", async (t) => {
  const { emulator } = await startWorld(t);
  for (const count of [-1, 1.5, Number.NaN]) {
    assert.throws(() => emulator.faults.add({ kind: "repeat_event", times: count }), { code: "bad_argument" });
  }
});
