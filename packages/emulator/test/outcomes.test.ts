import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { base64, Peer, type Push } from "./support/peer.ts";
import { button, cardV2, startWorld } from "./support/world.ts";

test("0: the toast and the card of the answer reach the clicker, and the card is replaced", async (t) => {
  const { emulator, app, clock, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const card = postCard();
  const clicked = card.click("Approve");
  const push = await peer.push();
  clock.skip(120);
  const replacement = cardV2([button("Undo")]);
  const toast = { type: "success", content: "卡片回传成功 ✅" };
  peer.answer(push, { toast, card: { type: "raw", data: replacement } });
  const outcome = await clicked;
  assert.equal(outcome.code, 0);
  assert.deepEqual(outcome.toast, toast);
  assert.deepEqual(outcome.card, { type: "raw", data: replacement });
  assert.deepEqual(card.content, replacement);
  assert.equal(outcome.latencyMs, 120);
  const { delivery } = outcome;
  assert.equal(delivery.status, "answered");
  assert.equal(delivery.connectionId, app.connections[0]?.connectionId);
  assert.equal(delivery.answeredAt, delivery.sentAt + 120);
  assert.equal(delivery.eventId, push.body.header.event_id);
  assert.deepEqual([delivery.parts, delivery.ackCode, delivery.bizRt], [1, 200, 1]);
  assert.deepEqual([delivery.answer?.idsEchoed, delivery.answer?.headersEchoed], [true, true]);
});

test("0: nothing to answer leaves the card as it is", async (t) => {
  const { emulator, app, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  for (const data of [undefined, {}, null]) {
    const card = postCard();
    const before = card.content;
    const clicked = card.click("Approve");
    peer.answer(await peer.push(), data);
    const { code, toast, card: replacement } = await clicked;
    assert.deepEqual({ code, toast, replacement }, { code: 0, toast: undefined, replacement: undefined });
    assert.equal(card.content, before);
  }
});

for (const [answer, reason] of [
  [undefined, /without an answer/],
  [{}, /without an answer/],
  [{ toast: null, card: null }, /without an answer/],
  [
    { tost: { content: "x" }, constructor: 1 },
    /Nothing in the app's answer is known.*: tost, constructor\. Known are: toast, card/,
  ],
  [{ toast: { content: "x" }, tost: 1 }, /the answer is good/],
] as const) {
  test(`0: the reason for ${JSON.stringify(answer)} promises nothing that is not there`, async (t) => {
    const { emulator, app, postCard } = await startWorld(t);
    const peer = await Peer.connect(emulator, app);
    const clicked = postCard().click("Approve");
    peer.answer(await peer.push(), answer);
    const outcome = await clicked;
    assert.equal(outcome.code, 0);
    assert.match(outcome.reason, reason);
  });
}

test("0: a template takes the card's place", async (t) => {
  const { emulator, app, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const card = postCard();
  const clicked = card.click("Approve");
  const template = { type: "template", data: { template_id: "AAqk1" } };
  peer.answer(await peer.push(), { card: template });
  assert.deepEqual((await clicked).card, template);
  assert.deepEqual(card.content, template);
});

test("200340: no long connection is open", async (t) => {
  const { app, postCard } = await startWorld(t);
  const { code, reason, delivery, latencyMs } = await postCard().click("Approve");
  assert.equal(code, 200340);
  assert.match(reason, new RegExp(`No long connection of ${app.appId} is open.*start the app`));
  assert.deepEqual([delivery.status, delivery.parts, latencyMs], ["no_client", 0, 0]);
});

test("200341: silence until the deadline, and not a moment earlier", async (t) => {
  const { emulator, app, clock, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  await peer.push();
  clock.skip(2_999);
  assert.equal(emulator.deliveries[0]?.status, "waiting");
  clock.skip(1);
  const { code, reason, delivery, latencyMs } = await clicked;
  assert.equal(code, 200341);
  assert.match(reason, /No answer came within 3000 ms/);
  assert.deepEqual([delivery.status, delivery.acknowledged, latencyMs], ["timed_out", false, 3_000]);
});

test("200341: the deadline can be chosen", async (t) => {
  const { emulator, app, clock, postCard } = await startWorld(t, { answerDeadlineMs: 50 });
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  await peer.push();
  clock.skip(50);
  assert.equal((await clicked).code, 200341);
});

test("200341: a client that is cut while it has the message leaves silence, and the reason says so", async (t) => {
  const { emulator, app, clock, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  await peer.push();
  peer.socket.terminate();
  await until(() => app.connections.length === 0);
  assert.equal(emulator.deliveries[0]?.status, "waiting");
  clock.skip(3_000);
  const { code, reason, delivery } = await clicked;
  assert.deepEqual([code, delivery.status], [200341, "cut"]);
  assert.match(reason, /link was cut/);
});

const REFUSED: [name: string, payload: string, code: number, reason: RegExp][] = [
  ["the handler threw", '{"code":500}', 200671, /code 500/],
  ["no code", '{"data":"e30="}', 200671, /no numeric "code"/],
  ["the code is a text", '{"code":"200"}', 200671, /no numeric "code"/],
  ["the payload is no JSON", "ok", 200672, /not a JSON object/],
  ["the payload is empty", "", 200672, /not a JSON object/],
  ["data is an array, as one Rust client sends it", '{"code":200,"data":[]}', 200672, /not base64/],
  ["data is no base64", '{"code":200,"data":"{}"}', 200672, /not base64/],
  ["data is no JSON", ack("thanks"), 200672, /"thanks"/],
  ["the answer is a text", ack('"no handler"'), 200672, /./],
  ["the answer is an array", ack("[]"), 200672, /./],
  ["the toast is a text", ack('{"toast":"done"}'), 200672, /toast/],
  ["the toast has an unknown type", ack('{"toast":{"type":"ok","content":"x"}}'), 200672, /toast/],
  ["the card has no type", ack('{"card":{"data":{"schema":"2.0"}}}'), 200673, /card/],
  ["the card has an unknown type", ack('{"card":{"type":"card_json","data":{}}}'), 200673, /card/],
  ["the card is text", ack('{"card":{"type":"raw","data":"{}"}}'), 200673, /card/],
  ["a 1.0 card for a 2.0 card", ack('{"card":{"type":"raw","data":{"elements":[]}}}'), 200830, /1\.0/],
];

function ack(answerJson: string): string {
  return JSON.stringify({ code: 200, data: base64(answerJson) });
}

for (const [name, payload, code, reason] of REFUSED) {
  test(`${code}: ${name}`, async (t) => {
    const { emulator, app, postCard } = await startWorld(t);
    const peer = await Peer.connect(emulator, app);
    const card = postCard();
    const before = card.content;
    const clicked = card.click("Approve");
    peer.answerRaw(await peer.push(), payload);
    const outcome = await clicked;
    assert.equal(outcome.code, code, outcome.reason);
    assert.match(outcome.reason, reason);
    assert.deepEqual([outcome.toast, outcome.card], [undefined, undefined]);
    assert.equal(card.content, before);
    assert.deepEqual([outcome.delivery.code, outcome.delivery.reason], [outcome.code, outcome.reason]);
    assert.deepEqual(emulator.deliveries[0], outcome.delivery);
  });
}

test("200673: a 2.0 card for a 1.0 card", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const clicked = chat.postCard({ elements: [{ tag: "action", actions: [button("Go")] }] }).click("Go");
  peer.answer(await peer.push(), { card: { type: "raw", data: cardV2([]) } });
  assert.equal((await clicked).code, 200673);
});

test("a link preview is judged by the same rules", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const peer = (await Peer.connect(emulator, app)).passOver("im.message.receive_v1");
  const paste = async (answer: (push: Push) => void) => {
    const pasted = chat.paste("https://example.com/T-1");
    answer(await peer.push());
    return pasted;
  };
  const inline = { title: "链接预览测试" };
  const good = await paste((push) => peer.answer(push, { inline }));
  assert.deepEqual([good.code, good.inline, good.card], [0, inline, undefined]);
  const bare = await paste((push) => peer.answer(push));
  assert.deepEqual([bare.code, bare.inline], [0, undefined]);
  const wrong = await paste((push) => peer.answer(push, { inline: "title" }));
  assert.deepEqual([wrong.code, wrong.inline], [200672, undefined]);
  const failed = await paste((push) => peer.answer(push, undefined, 500));
  assert.equal(failed.code, 200671);
});
