import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import type { Outcome } from "../src/index.ts";
import { base64, Peer, type Push } from "./support/peer.ts";
import { startWorld, type World } from "./support/world.ts";

// Every way in which official and other clients answer has to be understood.

const DATA = base64('{"toast":{"type":"info","content":"hi"}}');

async function clickAndAnswer(world: World, answer: (peer: Peer, push: Push) => void): Promise<Outcome> {
  const peer = await Peer.connect(world.emulator, world.app);
  const clicked = world.postCard().click("Approve");
  answer(peer, await peer.push());
  const outcome = await clicked;
  peer.socket.close();
  return outcome;
}

test("Go: headers null, and optional fields present but empty", async (t) => {
  const world = await startWorld(t);
  const empty = { payload_encoding: "", payload_type: "", LogIDNew: "" };
  const outcome = await clickAndAnswer(world, (peer, push) =>
    peer.answerRaw(push, `{"code":200,"headers":null,"data":"${DATA}"}`, empty),
  );
  assert.equal(outcome.toast?.content, "hi");
});

test("Go: data null", async (t) => {
  const outcome = await clickAndAnswer(await startWorld(t), (peer, push) =>
    peer.answerRaw(push, '{"code":200,"headers":null,"data":null}'),
  );
  assert.equal(outcome.code, 0);
});

test("Rust: zero fields missing, ids not echoed", async (t) => {
  const outcome = await clickAndAnswer(await startWorld(t), (peer, push) =>
    peer.send({ method: 1, headers: push.last.headers, payload: Buffer.from(`{"code":200,"data":"${DATA}"}`) }),
  );
  assert.equal(outcome.toast?.content, "hi");
  assert.deepEqual([outcome.delivery.answer?.idsEchoed, outcome.delivery.bizRt], [false, undefined]);
});

test("Node: biz_rt is negative and ids are rounded to doubles", async (t) => {
  const outcome = await clickAndAnswer(await startWorld(t), (peer, push) =>
    peer.answerRaw(push, '{"code":200}', {
      SeqID: BigInt(Number(push.last.SeqID)),
      headers: [...push.last.headers, { key: "biz_rt", value: "-151" }],
    }),
  );
  assert.deepEqual([outcome.code, outcome.delivery.bizRt, outcome.delivery.answer?.idsEchoed], [0, -151, false]);
});

test("Node: the answer comes on another connection of the app", async (t) => {
  const { emulator, app, postCard } = await startWorld(t);
  const peers = [await Peer.connect(emulator, app), await Peer.connect(emulator, app)] as const;
  const clicked = postCard().click("Approve");
  const [push, other] = await Promise.race([
    peers[0].push().then((arrived) => [arrived, peers[1]] as const),
    peers[1].push().then((arrived) => [arrived, peers[0]] as const),
  ]);
  other.answer(push);
  const { code, delivery } = await clicked;
  assert.equal(code, 0);
  assert.notEqual(delivery.answer?.connectionId, delivery.connectionId);
});

test("an answer of another app is ignored", async (t) => {
  const { emulator, app, clock, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const stranger = await Peer.connect(emulator, emulator.createApp());
  const clicked = postCard().click("Approve");
  stranger.answer(await peer.push(), { toast: { type: "info", content: "stolen" } });
  await stranger.ping();
  assert.equal(emulator.wireFaults.unmatchedAnswer, 1);
  clock.skip(3_000);
  assert.equal((await clicked).code, 200341);
});

test("headers that did not come back are noted", async (t) => {
  const outcome = await clickAndAnswer(await startWorld(t), (peer, push) =>
    peer.answerRaw(push, '{"code":200}', {
      headers: push.last.headers.filter(({ key }) => key !== "instance_id"),
    }),
  );
  assert.deepEqual([outcome.code, outcome.delivery.answer?.headersEchoed], [0, false]);
});

test("an answer after the deadline changes nothing for the clicker and is written into the journal", async (t) => {
  const { emulator, app, clock, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const card = postCard();
  const before = card.content;
  const clicked = card.click("Approve");
  const push = await peer.push();
  clock.skip(3_000);
  const outcome = await clicked;
  clock.skip(900);
  peer.answer(push, { toast: { type: "info", content: "late" } });
  await until(() => emulator.deliveries[0]?.lateAnswer !== undefined);
  const entry = emulator.deliveries[0];
  assert.equal(entry?.lateAnswer?.receivedAt, outcome.delivery.sentAt + 3_900);
  assert.match(entry?.lateAnswer?.answerJson ?? "", /late/);
  assert.deepEqual([entry?.status, entry?.code, entry?.answer], ["timed_out", 200341, undefined]);
  assert.equal(card.content, before);
});

test("the first answer counts, further ones are counted", async (t) => {
  const { emulator, app, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  const push = await peer.push();
  for (const content of ["first", "second", "third"]) peer.answer(push, { toast: { type: "info", content } });
  assert.equal((await clicked).toast?.content, "first");
  await peer.ping();
  assert.equal(emulator.deliveries[0]?.repeatedAnswers, 2);
});

test("an event is acknowledged or not; what comes with it is ignored", async (t) => {
  const { emulator, app, clock, chat } = await startWorld(t);
  const unheard = await chat.say("anybody?");
  assert.deepEqual([unheard.status, unheard.acknowledged, unheard.code], ["no_client", false, undefined]);
  const peer = await Peer.connect(emulator, app);
  const say = async (answer: (push: Push) => void) => {
    const said = chat.say("hello");
    answer(await peer.push());
    return said;
  };
  const good = await say((push) => peer.answer(push, { anything: true }));
  assert.deepEqual([good.status, good.acknowledged, good.code], ["answered", true, undefined]);
  const failed = await say((push) => peer.answer(push, undefined, 500));
  assert.deepEqual([failed.status, failed.acknowledged, failed.ackCode], ["answered", false, 500]);
  assert.match(failed.reason, /code 500/);
  const silent = await say(() => clock.skip(3_000));
  assert.deepEqual([silent.status, silent.acknowledged], ["timed_out", false]);
});
