import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { AnswerReceipts } from "../../src/connection/session/answer-receipts.ts";
import type { MessageRef } from "../../src/connection/session/message.ts";

function ref(messageId: string): MessageRef {
  return { eventType: "x", eventId: "", messageId, traceId: "", connectionId: "", receivedAt: 0 };
}

function makeReceipts() {
  const clock = new ManualClock();
  const pings: Uint8Array[] = [];
  const receipts = new AnswerReceipts({ clock, sendPing: (payload) => pings.push(payload) });
  const send = (...ids: string[]): void => {
    for (const id of ids) receipts.sent(ref(id));
    receipts.flush();
  };
  const stop = (): string[] => receipts.stop().map(({ messageId }) => messageId);
  return { clock, pings, receipts, send, stop };
}

test("the pong that answers the ping after an answer proves that it was read", async () => {
  const { clock, pings, receipts, send, stop } = makeReceipts();
  send("a", "b");
  assert.equal(pings.length, 1);
  send("c");
  assert.equal(pings.length, 1, "one at a time");
  receipts.onPong(pings[0] ?? Buffer.of());
  await clock.advance(50);
  assert.equal(pings.length, 2);
  assert.deepEqual(stop(), ["c"]);
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("a pong that answers no ping of ours, or an old one, proves nothing", async () => {
  const { clock, pings, receipts, send, stop } = makeReceipts();
  send("a");
  receipts.onPong(Buffer.of());
  receipts.onPong(Buffer.of(1, 2, 3, 4));
  receipts.onPong(pings[0] ?? Buffer.of());
  await clock.advance(1_000);
  send("b");
  receipts.onPong(pings[0] ?? Buffer.of());
  assert.deepEqual(stop(), ["b"]);
});

test("however many answers leave, at most 20 receipts a second are asked for, and the last answers get theirs", async () => {
  const { clock, pings, receipts, send, stop } = makeReceipts();
  for (let answer = 0; answer < 1_000; answer++) {
    send(String(answer));
    receipts.onPong(pings.at(-1) ?? Buffer.of());
    await clock.advance(1);
  }
  assert.equal(pings.length, 21);
  receipts.onPong(pings.at(-1) ?? Buffer.of());
  assert.deepEqual(stop(), []);
});

test("an other side that never answers costs one ping, and the last 1,000 answers are remembered", () => {
  const { pings, send, stop } = makeReceipts();
  for (let answer = 0; answer < 1_000; answer++) send(String(answer));
  assert.equal(pings.length, 1);
  send("last");
  const unconfirmed = stop();
  assert.deepEqual([unconfirmed.length, unconfirmed[0], unconfirmed.at(-1)], [1_000, "1", "last"]);
});
