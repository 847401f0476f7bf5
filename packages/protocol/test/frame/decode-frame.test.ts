import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeFrame, type Frame, type FrameFault, MAX_FRAME_HEADERS, MAX_FRAME_TEXT_BYTES } from "../../src/index.ts";
import { concat, groupField, headerField, runField, tag, varint, varintField } from "../support/wire-bytes.ts";

const EMPTY: Frame = { seqId: 0n, logId: 0n, service: 0, method: 0, headers: [] };

describe("decodeFrame", () => {
  it("keeps all 64 bits of the ids", () => {
    const frame = decoded(concat(varintField(1, 9_007_199_254_740_993n), varintField(2, 0xffff_ffff_ffff_ffffn)));
    assert.equal(frame.seqId, 9_007_199_254_740_993n);
    assert.equal(frame.logId, 18_446_744_073_709_551_615n);
  });

  it("drops what a tenth byte has beyond 64 bits", () => {
    assert.equal(decoded(concat(tag(1, 0), new Uint8Array(9).fill(0x80), Uint8Array.of(0x7f))).seqId, 1n << 63n);
  });

  it("reads a frame without any field as zeros", () => {
    assert.deepEqual(decoded(new Uint8Array(0)), EMPTY);
  });

  it("tells an absent optional from an empty one", () => {
    assert.deepEqual(decoded(concat(runField(6, ""), runField(8, ""))), {
      ...EMPTY,
      payloadEncoding: "",
      payload: new Uint8Array(0),
    });
  });

  it("keeps a leading U+FEFF, in a long text as well", () => {
    const long = `\ufeff${"x".repeat(500)}`;
    assert.deepEqual(decoded(concat(headerField("\ufeff", long))).headers, [{ key: "\ufeff", value: long }]);
  });

  it("reads malformed UTF-8 as U+FFFD", () => {
    assert.equal(decoded(runField(9, Uint8Array.of(0x61, 0xff, 0x62))).logIdNew, "a\ufffdb");
  });

  it("gives the payload as a view, and as a plain Uint8Array even from a Buffer", () => {
    const bytes = Buffer.from(runField(8, "payload"));
    const { payload } = decoded(bytes);
    assert.equal(payload?.buffer, bytes.buffer);
    assert.equal(payload?.constructor, Uint8Array);
    assert.equal(Buffer.from(payload ?? []).toString(), "payload");
  });

  it("reads bytes that lie anywhere inside a larger buffer", () => {
    const larger = concat(Uint8Array.of(1, 2, 3), headerField("k", "v"), runField(8, "p"), Uint8Array.of(0xff));
    const { headers, payload } = decoded(larger.subarray(3, larger.length - 1));
    assert.deepEqual({ headers, payload }, { headers: [{ key: "k", value: "v" }], payload: Uint8Array.of(0x70) });
  });

  const faults: [FrameFault, string, Uint8Array][] = [
    ["truncated", "a value that is missing", tag(1, 0)],
    ["truncated", "a run longer than the frame", concat(tag(8, 2), varint(2n), Uint8Array.of(1))],
    ["truncated", "a field longer than its header", runField(5, concat(tag(1, 2), varint(9n)))],
    ["truncated", "a group without an end", tag(10, 3)],
    ["varint_too_long", "an id of eleven bytes", concat(tag(1, 0), new Uint8Array(10).fill(0x80), Uint8Array.of(0))],
    ["varint_too_long", "a tag of six bytes", concat(varint(8n, 6), varint(1n))],
    ["varint_too_long", "a length above 32 bits", concat(tag(8, 2), varint(0x1_0000_0000n))],
    ["bad_tag", "field number 0", varintField(0, 1n)],
    ["bad_wire_type", "wire type 6", tag(10, 6)],
    ["bad_wire_type", "wire type 7", tag(10, 7)],
    ["bad_group", "an end without a group", tag(10, 4)],
    ["bad_group", "an end with another number", concat(tag(10, 3), tag(11, 4))],
    ["bad_group", "a hundred groups inside each other", nestedGroups(100)],
  ];
  for (const [fault, what, bytes] of faults) {
    it(`calls ${what} ${fault}`, () => {
      assert.deepEqual(decodeFrame(bytes), { ok: false, fault });
    });
  }

  it("skips ninety-nine groups inside each other", () => {
    assert.deepEqual(decoded(nestedGroups(99)), EMPTY);
  });

  it(`takes ${MAX_FRAME_HEADERS} headers and refuses one more`, () => {
    const headers = (count: number) => concat(...Array.from({ length: count }, () => headerField("", "")));
    assert.equal(decoded(headers(MAX_FRAME_HEADERS)).headers.length, MAX_FRAME_HEADERS);
    assert.deepEqual(decodeFrame(headers(MAX_FRAME_HEADERS + 1)), { ok: false, fault: "too_many_headers" });
  });

  it(`takes ${MAX_FRAME_TEXT_BYTES} bytes of text and refuses one more`, () => {
    const half = "x".repeat(MAX_FRAME_TEXT_BYTES / 2);
    assert.equal(decoded(concat(headerField("", half), runField(9, half))).logIdNew, half);
    assert.deepEqual(decodeFrame(concat(headerField("k", half), runField(9, half))), {
      ok: false,
      fault: "too_much_text",
    });
  });

  it("does not count what the payload and unknown fields hold as text", () => {
    const large = new Uint8Array(MAX_FRAME_TEXT_BYTES + 1);
    assert.equal(decoded(concat(runField(10, large), runField(8, large))).payload?.length, large.length);
  });
});

function decoded(bytes: Uint8Array): Frame {
  const result = decodeFrame(bytes);
  assert.ok(result.ok, result.ok ? "" : result.fault);
  return result.frame;
}

function nestedGroups(count: number): Uint8Array {
  let bytes: Uint8Array = new Uint8Array(0);
  for (let depth = 0; depth < count; depth++) bytes = groupField(10, bytes);
  return bytes;
}
