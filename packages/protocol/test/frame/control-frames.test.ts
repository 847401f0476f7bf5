import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFrame, frameHeader, pingFrame, pongFrame } from "../../src/index.ts";

describe("control frames", () => {
  it("writes the ping that the official Node client writes", () => {
    const captured = "0800100018f681801020002a0c0a0474797065120470696e67";
    assert.equal(Buffer.from(encodeFrame(pingFrame(33_554_678))).toString("hex"), captured);
  });

  it("makes a pong with and without a client configuration", () => {
    const payload = Buffer.from("{}");
    assert.equal(pongFrame(7, payload).payload, payload);
    assert.equal(pongFrame(7, undefined).payload, undefined);
    assert.equal(frameHeader(pongFrame(7, undefined), "type"), "pong");
  });

  it("finds the first of repeated headers, as most official clients do", () => {
    const headers = [
      { key: "type", value: "event" },
      { key: "type", value: "card" },
    ];
    assert.equal(frameHeader({ ...pingFrame(1), headers }, "type"), "event");
    assert.equal(frameHeader({ ...pingFrame(1), headers }, "Type"), undefined);
  });
});
