import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher } from "larkwire";
import { startWorld } from "../support/world.ts";
import { startClient } from "./support/start-client.ts";

const FRAME_PAYLOAD_BYTES = 65_536;
const MESSAGE_BYTES = 300_000;

/** 7 bytes of UTF-8, so that over some frames every position of a cut occurs. */
const PATTERN = "好🎉";

test("300 KB in five frames, cut inside emoji, arrive and return whole", async () => {
  const dispatcher = new EventDispatcher().on<"card.action.trigger", { Value: { text: string } }>(
    "card.action.trigger",
    ({ event }) => ({ toast: { type: "info", content: event.action.value?.text ?? "" } }),
  );
  await using world = await startWorld({ maxFramePayloadBytes: FRAME_PAYLOAD_BYTES });
  await using _started = await startClient(world, dispatcher);
  const text = PATTERN.repeat(MESSAGE_BYTES / Buffer.byteLength(PATTERN));
  const behaviors = [{ type: "callback", value: { text } }];
  const button = { tag: "button", text: { tag: "plain_text", content: "Send" }, behaviors };
  const card = world.chat.postCard({ schema: "2.0", body: { elements: [button] } });

  const { code, toast, delivery } = await card.click("Send");
  assert.equal(code, 0);
  assert.ok(toast?.content === text, "the text came back changed");
  assert.equal(delivery.parts, 5);
  assert.ok(cutsInside(delivery.requestJson).includes("🎉"), "no cut fell inside an emoji");
});

/** The characters in the middle of which one frame ends and the next begins. */
function cutsInside(json: string): string[] {
  const bytes = Buffer.from(json, "utf8");
  const cuts = Array.from(
    { length: Math.floor(bytes.length / FRAME_PAYLOAD_BYTES) },
    (_, at) => (at + 1) * FRAME_PAYLOAD_BYTES,
  );
  return cuts.filter((cut) => isContinuation(bytes[cut])).map((cut) => characterAround(bytes, cut));
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
}

function characterAround(bytes: Buffer, at: number): string {
  let start = at;
  while (isContinuation(bytes[start])) start -= 1;
  let end = at;
  while (isContinuation(bytes[end])) end += 1;
  return bytes.toString("utf8", start, end);
}
