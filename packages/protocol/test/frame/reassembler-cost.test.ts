import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_REASSEMBLY_LIMITS, Reassembler } from "../../src/index.ts";
import { partFrame } from "../support/part-frame.ts";

const MIB = 1024 * 1024;

describe("what a Reassembler costs", () => {
  it("spends nothing on a sum of a hundred million", () => {
    const room = new Reassembler(DEFAULT_REASSEMBLY_LIMITS, ignore);
    const unbounded = new Reassembler({ ...DEFAULT_REASSEMBLY_LIMITS, maxParts: Number.MAX_SAFE_INTEGER }, ignore);
    const spent = heapSpentBy(() => {
      room.push(partFrame("m", 100_000_000, 0, "x"), 0);
      unbounded.push(partFrame("m", 100_000_000, 99_999_999, "x"), 0);
    });
    assert.ok(spent < 64 * 1024, `${spent} bytes`);
    assert.deepEqual([room.heldBytes, unbounded.heldBytes], [0, 1]);
  });

  it("holds at most the default bounds, however many partial messages come", () => {
    const room = new Reassembler(DEFAULT_REASSEMBLY_LIMITS, ignore);
    const part = new Uint8Array(MIB);
    const spent = heapSpentBy(() => {
      for (let count = 0; count < 300; count++) room.push(partFrame(`m${count}`, 2, 0, part), 0);
    });
    assert.equal(room.heldBytes, 32 * MIB);
    assert.ok(spent < 33 * MIB, `${spent} bytes`);
  });

  it("holds at most 16 MiB for as many parts of one byte as the bounds allow", () => {
    const room = new Reassembler(DEFAULT_REASSEMBLY_LIMITS, ignore);
    const { maxPartials, maxParts } = DEFAULT_REASSEMBLY_LIMITS;
    const spent = heapSpentBy(() => {
      for (let message = 0; message < maxPartials; message++) {
        for (let seq = 1; seq < maxParts; seq++) room.push(partFrame(`m${message}`, maxParts, seq, "x"), 0);
      }
    });
    assert.equal(room.heldBytes, maxPartials * (maxParts - 1));
    assert.ok(spent < 16 * MIB, `${spent} bytes`);
  });

  it("keeps nothing alive of the buffer that a part was a view of", () => {
    const room = new Reassembler(DEFAULT_REASSEMBLY_LIMITS, ignore);
    const spent = heapSpentBy(() => {
      for (let count = 0; count < 20; count++) {
        const part = Buffer.alloc(MIB).subarray(0, 10);
        room.push(partFrame(`m${count}`, 2, 0, part), 0);
      }
    });
    assert.ok(spent < MIB, `${spent} bytes`);
  });
});

function heapSpentBy(act: () => void): number {
  collectGarbage();
  const before = process.memoryUsage();
  act();
  collectGarbage();
  const after = process.memoryUsage();
  return after.heapUsed - before.heapUsed + (after.arrayBuffers - before.arrayBuffers);
}

function collectGarbage(): void {
  const collect = globalThis.gc;
  assert.ok(collect, "run with --expose-gc");
  collect();
  // The first one may only have begun to free the bytes of buffers.
  collect();
}

function ignore(): void {
  // Only the cost matters here.
}
