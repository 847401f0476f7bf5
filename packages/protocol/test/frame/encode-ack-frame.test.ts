import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import { ackFrame, decodeFrame, encodeAckFrame, encodeFrame, type Frame } from "../../src/index.ts";
import { mutated, randomFrame, randomWireFields } from "../support/random-frame.ts";
import { hasRequiredFields } from "../support/reference-codecs.ts";

const ACK = { code: 200, answerJson: '{"toast":{"content":"同意"}}' };
const RUNS = 20_000;

describe("encodeAckFrame", () => {
  it("writes the frame that ackFrame makes, whatever was received", (test) => {
    const seed = seedOfRun();
    test.diagnostic(`LARKWIRE_SEED=${seed}`);
    const random = new Random(seed);
    let compared = 0;
    for (let index = 0; index < RUNS; index++) {
      const bytes = receivedBytes(random);
      const result = decodeFrame(bytes);
      if (!result.ok) continue;
      compared += 1;
      const where = `LARKWIRE_SEED=${seed}, frame ${index}: ${Buffer.from(bytes).toString("hex")}`;
      const answer = encodeAckFrame(bytes, result.frame, ACK, 151);
      assert.ok(hasRequiredFields(answer), where);
      const read = decodeFrame(answer);
      assert.deepEqual(plain(read.ok ? read.frame : undefined), plain(ackFrame(result.frame, ACK, 151)), where);
    }
    assert.ok(compared > RUNS / 2, "mostly frames that can be read");
  });

  it("sends back what it does not know, bit for bit", () => {
    const known = encodeFrame({ seqId: 1n, logId: 2n, service: 3, method: 1, headers: [], payload: Buffer.from("{}") });
    const unknown = Buffer.from([0x7a, 0x03, 0xff, 0xfe, 0x00]);
    const request = Buffer.concat([unknown, known]);
    const result = decodeFrame(request);
    assert.ok(result.ok);
    const answer = Buffer.from(encodeAckFrame(request, result.frame, ACK, 0));
    assert.deepEqual(answer.subarray(0, unknown.length), unknown);
  });
});

/** Whole frames, two in a row (which read as one with everything twice), strange ones, and damaged ones. */
function receivedBytes(random: Random): Uint8Array {
  if (random.oneIn(4)) return Buffer.concat([encodeFrame(randomFrame(random)), encodeFrame(randomFrame(random))]);
  const bytes = random.oneIn(4) ? randomWireFields(random) : encodeFrame(randomFrame(random));
  return random.oneIn(4) ? mutated(bytes, bytes, random) : bytes;
}

/** With a payload that compares by its bytes. */
function plain(frame: Frame | undefined): unknown {
  if (frame === undefined) return undefined;
  return { ...frame, payload: Buffer.from(frame.payload ?? []).toString("utf8") };
}
