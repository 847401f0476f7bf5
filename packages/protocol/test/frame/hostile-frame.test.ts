import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeFrame, MAX_FRAME_HEADERS, MAX_FRAME_TEXT_BYTES } from "../../src/index.ts";
import { concat, headerField, runField, tag, varint, varintField } from "../support/wire-bytes.ts";

const MIB = 1024 * 1024;

// What stays on the heap while the frame is held, per frame, measured over twenty decodings of the same bytes.
describe("a hostile frame of almost 1 MiB costs less than 1 MiB beyond its own bytes", () => {
  const hostile: [string, Uint8Array][] = [
    ["one text of malformed UTF-8", runField(9, new Uint8Array(MAX_FRAME_TEXT_BYTES).fill(0xff))],
    ["one text that takes two bytes a character", runField(9, `${"x".repeat(MAX_FRAME_TEXT_BYTES - 3)}審`)],
    ["a text over the bound", runField(9, new Uint8Array(MIB - 10).fill(0x61))],
    ["as many headers as it may have", repeated(headerField("key".repeat(100), "v".repeat(700)), MAX_FRAME_HEADERS)],
    ["headers of two bytes", repeated(runField(5, ""), MIB / 2)],
    ["payloads of no bytes", repeated(runField(8, ""), MIB / 2)],
    ["ids of 64 bits", repeated(varintField(1, 0xffff_ffff_ffff_ffffn), MIB / 11)],
    ["unknown fields", repeated(varintField(10, 0n), MIB / 2)],
    ["groups that never end", repeated(tag(10, 3), MIB)],
    ["a length of 2 GB", concat(tag(8, 2), varint(0x7fff_ffffn))],
  ];
  for (const [what, bytes] of hostile) {
    it(what, () => {
      assert.ok(bytes.length <= MIB);
      assert.ok(heldBytesPerFrame(bytes) < MIB);
    });
  }
});

function heldBytesPerFrame(bytes: Uint8Array): number {
  const collect = globalThis.gc;
  assert.ok(collect, "run with --expose-gc");
  const results = [];
  collect();
  const before = process.memoryUsage();
  for (let count = 0; count < 20; count++) results.push(decodeFrame(bytes));
  collect();
  const after = process.memoryUsage();
  const held = after.heapUsed - before.heapUsed + (after.arrayBuffers - before.arrayBuffers);
  return held / results.length;
}

function repeated(bytes: Uint8Array, count: number): Uint8Array {
  const whole = new Uint8Array(bytes.length * Math.floor(count));
  for (let at = 0; at < whole.length; at += bytes.length) whole.set(bytes, at);
  return whole;
}
