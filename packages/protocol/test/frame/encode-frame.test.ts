import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeFrame, encodeFrame, type Frame } from "../../src/index.ts";

const EMPTY: Frame = { seqId: 0n, logId: 0n, service: 0, method: 0, headers: [] };

describe("encodeFrame", () => {
  it("writes fields 1 to 4 and both header fields even when zero and empty, as official clients require", () => {
    const bytes = encodeFrame({ ...EMPTY, headers: [{ key: "", value: "" }] });
    assert.equal(hex(bytes), "08001000180020002a040a001200");
  });

  it("leaves out optionals that are undefined and writes those that are empty", () => {
    const absent = { payloadEncoding: undefined, payloadType: undefined, payload: undefined, logIdNew: undefined };
    const empty = { payloadEncoding: "", payloadType: "", payload: new Uint8Array(0), logIdNew: "" };
    assert.equal(hex(encodeFrame({ ...EMPTY, ...absent })), "0800100018002000");
    assert.equal(hex(encodeFrame({ ...EMPTY, ...empty })), "080010001800200032003a0042004a00");
  });

  it("writes a lone surrogate as U+FFFD, wherever it stands", () => {
    const texts = [
      "\ud800",
      "\udc00",
      "\ud800é",
      "\ud800審",
      "審\udc00",
      "a\ud800b",
      "\ud83d\ud83d\ude00",
      `${"x".repeat(300)}\udfff`,
    ];
    for (const text of texts) {
      const read = decodeFrame(encodeFrame({ ...EMPTY, headers: [{ key: text, value: text }], logIdNew: text }));
      const wellFormed = Buffer.from(text).toString();
      const headers = [{ key: wellFormed, value: wellFormed }];
      assert.deepEqual(read, { ok: true, frame: { ...EMPTY, headers, logIdNew: wellFormed } });
    }
  });

  it("gives the same frame back for texts of every length around the ones it treats apart", () => {
    for (let length = 0; length < 300; length++) {
      const headers = ["x", "é", "審", "👍"].map((character) => ({ key: "k", value: character.repeat(length) }));
      assert.deepEqual(decodeFrame(encodeFrame({ ...EMPTY, headers })), { ok: true, frame: { ...EMPTY, headers } });
    }
  });

  it("takes ids modulo 2^64 and numbers as 32 bits, rather than write bytes that nobody can read", () => {
    const frame = { ...EMPTY, seqId: -1n, logId: (1n << 64n) + 5n, service: 2 ** 31, method: Number.NaN };
    const wrapped = { ...EMPTY, seqId: 0xffff_ffff_ffff_ffffn, logId: 5n, service: -(2 ** 31), method: 0 };
    assert.deepEqual(decodeFrame(encodeFrame(frame)), { ok: true, frame: wrapped });
  });

  it("does not keep the payload it was given", () => {
    const payload = Uint8Array.of(1, 2, 3);
    const bytes = encodeFrame({ ...EMPTY, payload });
    payload.fill(9);
    assert.equal(hex(bytes.slice(-3)), "010203");
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
