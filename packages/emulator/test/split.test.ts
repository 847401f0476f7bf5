import assert from "node:assert/strict";
import { test } from "node:test";
import { wireHeader } from "../../protocol/test/support/wire-frame.ts";
import { Peer } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

test("a large message is split, also inside a character, and answered once", async (t) => {
  const { emulator, app, chat } = await startWorld(t, { maxFramePayloadBytes: 100 });
  const peer = await Peer.connect(emulator, app);
  const text = "好🎉".repeat(500);
  const said = chat.say(text);
  const push = await peer.push();
  const sum = push.frames.length;
  assert.equal(sum, Math.ceil(Buffer.byteLength(push.text) / 100));
  assert.deepEqual(
    push.frames.map((frame) => [wireHeader(frame, "sum"), wireHeader(frame, "seq")]),
    push.frames.map((_, seq) => [String(sum), String(seq)]),
  );
  assert.equal(new Set(push.frames.map((frame) => wireHeader(frame, "message_id"))).size, 1);
  assert.ok(push.frames.every(({ payload }) => (payload?.length ?? 0) <= 100));
  const cutInside = push.frames.some(({ payload }) =>
    Buffer.from(payload ?? [])
      .toString()
      .includes("\ufffd"),
  );
  assert.ok(cutInside, "no cut fell inside a character");
  const { content } = push.body.event.message as { content: string };
  assert.equal(JSON.parse(content).text, text);
  peer.answer(push);
  const delivery = await said;
  assert.deepEqual([delivery.acknowledged, delivery.parts, delivery.answer?.headersEchoed], [true, sum, true]);
});

test("a message that fits is one frame, one byte more makes two", async (t) => {
  const { emulator, app } = await startWorld(t, { maxFramePayloadBytes: 2_000 });
  const peer = await Peer.connect(emulator, app);
  const send = async (padding: number): Promise<number[]> => {
    const sent = app.deliverEvent({ type: "x", event: { padding: "x".repeat(padding) } });
    const push = await peer.push();
    peer.answer(push);
    await sent;
    return push.frames.map(({ payload }) => payload?.length ?? 0);
  };
  const [bare = 0] = await send(0);
  assert.deepEqual(await send(2_000 - bare), [2_000]);
  assert.deepEqual(await send(2_001 - bare), [2_000, 1]);
});
