import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { decodeFrame, encodeFrame, type Frame, type FrameHeader } from "../../src/index.ts";

// Made by Google's own protobuf: conformance/golden/make_golden_frames.py.

interface Fields {
  readonly SeqID: string;
  readonly LogID: string;
  readonly service: string;
  readonly method: string;
  readonly headers: FrameHeader[];
  readonly payload_encoding?: string;
  readonly payload_type?: string;
  readonly payload?: string;
  readonly LogIDNew?: string;
}

interface Golden {
  readonly accepted: { name: string; bytes: string; fields: Fields; canonical?: string }[];
  readonly rejected: { name: string; bytes: string }[];
}

const golden = JSON.parse(readFileSync(new URL("../fixtures/golden-frames.json", import.meta.url), "utf8")) as Golden;

describe("golden frames of Google's protobuf", () => {
  for (const { name, bytes, fields, canonical } of golden.accepted) {
    it(`reads and writes: ${name}`, () => {
      const frame = frameOf(fields);
      assert.deepEqual(decodeFrame(fromHex(bytes)), { ok: true, frame });
      assert.equal(toHex(encodeFrame(frame)), canonical ?? bytes);
    });
  }

  for (const { name, bytes } of golden.rejected) {
    it(`refuses: ${name}`, () => {
      assert.equal(decodeFrame(fromHex(bytes)).ok, false);
    });
  }
});

function frameOf(fields: Fields): Frame {
  return {
    seqId: BigInt(fields.SeqID),
    logId: BigInt(fields.LogID),
    service: Number(fields.service),
    method: Number(fields.method),
    headers: fields.headers,
    ...(fields.payload_encoding === undefined ? {} : { payloadEncoding: fields.payload_encoding }),
    ...(fields.payload_type === undefined ? {} : { payloadType: fields.payload_type }),
    ...(fields.payload === undefined ? {} : { payload: fromHex(fields.payload) }),
    ...(fields.LogIDNew === undefined ? {} : { logIdNew: fields.LogIDNew }),
  };
}

function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
