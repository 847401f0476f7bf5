import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import {
  type AbandonedMessage,
  DEFAULT_REASSEMBLY_LIMITS,
  type Frame,
  type PartResult,
  Reassembler,
  type ReassemblyLimits,
  splitMessage,
} from "../../src/index.ts";
import { partFrame } from "../support/part-frame.ts";

describe("Reassembler", () => {
  it("passes a whole message on as it is, with or without part headers", () => {
    for (const frame of [partFrame("m", 1, 0, "whole"), partFrame(undefined, undefined, undefined, "whole")]) {
      const result = reassembler().push(frame, 0);
      assert.ok(result.status === "complete" && result.payload === frame.payload);
    }
  });

  it("gives an empty payload for a whole message without one", () => {
    assert.equal(textOf(reassembler().push(partFrame("m", 1, 0), 0)), "");
  });

  it("joins the parts in every order", () => {
    for (const order of permutations([0, 1, 2, 3])) {
      const { all, last } = pushAll(order.map((seq) => partFrame("m", 4, seq, `<${seq}>`)));
      assert.deepEqual(all.slice(0, -1), ["pending", "pending", "pending"]);
      assert.equal(textOf(last), "<0><1><2><3>");
    }
  });

  it("joins what splitMessage cut, wherever the cut falls inside a character", () => {
    const text = "審批👍🏽 ok é";
    const bytes = Buffer.from(text);
    for (let maxPartBytes = 1; maxPartBytes <= bytes.length; maxPartBytes++) {
      const parts = splitMessage(partFrame("m", undefined, undefined, bytes), maxPartBytes);
      assert.equal(textOf(pushAll(parts).last), text);
    }
  });

  it("ignores repeated parts, and keeps the first of two that differ", () => {
    const parts = [partFrame("m", 2, 0, "first"), partFrame("m", 2, 0, "second"), partFrame("m", 2, 1, "!")];
    assert.equal(textOf(pushAll(parts).last), "first!");
  });

  it("keeps interleaved messages apart, in a random order of all their parts", (test) => {
    const seed = seedOfRun();
    test.diagnostic(`LARKWIRE_SEED=${seed}`);
    const parts = Array.from({ length: 50 }, (_, message) =>
      Array.from({ length: 1 + (message % 7) }, (_, seq) =>
        partFrame(`m${message}`, 1 + (message % 7), seq, `${message}:${seq} `),
      ),
    );
    const room = reassembler();
    const completed = new Random(seed).shuffled(parts.flat()).map((part) => room.push(part, 0));
    const expected = parts.map((frames) => frames.map(({ payload }) => Buffer.from(payload ?? [])).join("")).sort();
    assert.deepEqual(
      completed
        .filter(({ status }) => status === "complete")
        .map(textOf)
        .sort(),
      expected,
    );
    assert.equal(room.heldBytes, 0);
  });

  it("counts empty parts", () => {
    const parts = [partFrame("m", 3, 0, ""), partFrame("m", 3, 2), partFrame("m", 3, 1, "x")];
    assert.equal(textOf(pushAll(parts).last), "x");
  });

  it("forgets a message once it is complete: a repeated part starts anew, and so does the whole message", () => {
    const room = reassembler();
    const push = (seq: number) => room.push(partFrame("m", 2, seq, String(seq)), 0);
    assert.deepEqual(
      [push(0), push(1), push(1), push(0)].map(({ status }) => status),
      ["pending", "complete", "pending", "complete"],
    );
  });

  it("keeps its own copy of a part, also of a Buffer that is filled again", () => {
    const room = reassembler();
    const reused = Buffer.from("first");
    room.push(partFrame("m", 2, 0, reused), 0);
    reused.fill("x");
    assert.equal(textOf(room.push(partFrame("m", 2, 1, "!"), 0)), "first!");
  });

  it("takes whole decimal numbers only for sum and seq", () => {
    const numbers: [string | undefined, string | undefined][] = [
      ["0", "0"],
      ["2", "2"],
      ["2", undefined],
      ["2", ""],
      ["2", "-1"],
      ["-2", "0"],
      ["2.0", "0"],
      ["1e1", "0"],
      ["0x2", "0"],
      [" 2", "0"],
      ["２", "0"],
      ["", "0"],
      ["9".repeat(400), "9".repeat(400)],
    ];
    for (const [sum, seq] of numbers) {
      assert.deepEqual(
        reassembler().push(partFrame("m", sum, seq, "x"), 0),
        refused("bad_part_number"),
        `${sum} ${seq}`,
      );
    }
  });

  it("never merges parts without a message id", () => {
    const room = reassembler();
    for (const messageId of [undefined, "", "x".repeat(257)]) {
      assert.deepEqual(room.push(partFrame(messageId, 2, 0, "x"), 0), refused("bad_message_id"));
    }
    assert.deepEqual(room.push(partFrame("x".repeat(256), 2, 0, "x"), 0), { status: "pending" });
  });

  it("gives up a message whose sum changes", () => {
    const room = reassembler();
    room.push(partFrame("m", 3, 0, "abc"), 0);
    assert.deepEqual(room.push(partFrame("m", 2, 1, "x"), 0), refused("sum_changed"));
    assert.equal(room.heldBytes, 0);
    assert.deepEqual(room.push(partFrame("m", 2, 1, "x"), 0), { status: "pending" });
  });

  it("gives up a message with a part out of range, and no other", () => {
    const room = reassembler();
    room.push(partFrame("m", 2, 0, "abc"), 0);
    room.push(partFrame("other", 2, 0, "de"), 0);
    assert.deepEqual(room.push(partFrame("m", 2, 2, "x"), 0), refused("bad_part_number"));
    assert.equal(room.heldBytes, 2);
    assert.equal(textOf(room.push(partFrame("other", 2, 1, "f"), 0)), "def");
  });

  it("gives everything up when the connection is over", () => {
    const { room, abandoned } = watched({});
    room.push(partFrame("m", 2, 0, "abc"), 0);
    room.clear();
    assert.equal(room.heldBytes, 0);
    assert.deepEqual(room.push(partFrame("m", 2, 1, "x"), 0), { status: "pending" });
    assert.deepEqual(abandoned, []);
  });
});

describe("limits of the Reassembler", () => {
  it("takes maxParts parts and refuses one more", () => {
    const { room } = watched({ maxParts: 3 });
    assert.deepEqual(room.push(partFrame("m", 3, 0, "x"), 0), { status: "pending" });
    assert.deepEqual(room.push(partFrame("n", 4, 0, "x"), 0), refused("too_many_parts"));
  });

  it("takes a message of maxMessageBytes and refuses one byte more, keeping nothing of it", () => {
    const { room } = watched({ maxMessageBytes: 5 });
    room.push(partFrame("m", 2, 0, "abc"), 0);
    assert.equal(textOf(room.push(partFrame("m", 2, 1, "de"), 0)), "abcde");
    room.push(partFrame("m", 2, 0, "abc"), 0);
    assert.deepEqual(room.push(partFrame("m", 2, 1, "def"), 0), refused("message_too_large"));
    assert.equal(room.heldBytes, 0);
  });

  it("holds maxPartials messages and gives up the one that began first for one more", () => {
    const { room, abandoned } = watched({ maxPartials: 2 });
    room.push(partFrame("a", 3, 0, "x"), 0);
    room.push(partFrame("b", 2, 0, "x"), 1);
    room.push(partFrame("a", 3, 1, "x"), 2);
    assert.deepEqual(abandoned, []);
    room.push(partFrame("c", 2, 0, "x"), 3);
    assert.deepEqual(abandoned, [{ messageId: "a", cause: "evicted", receivedParts: 2, sum: 3 }]);
    assert.equal(textOf(room.push(partFrame("b", 2, 1, "y"), 4)), "xy");
  });

  it("holds maxPartialBytes and gives up the oldest for one more byte", () => {
    const { room, abandoned } = watched({ maxPartialBytes: 6 });
    room.push(partFrame("a", 3, 0, "aa"), 0);
    room.push(partFrame("b", 2, 0, "bb"), 1);
    room.push(partFrame("a", 3, 1, "aa"), 2);
    assert.deepEqual([room.heldBytes, abandoned.length], [6, 0]);
    room.push(partFrame("c", 2, 0, "c"), 3);
    assert.deepEqual([room.heldBytes, abandoned.map(({ messageId }) => messageId)], [3, ["a"]]);
  });

  it("never gives up the message at hand, even when it is the oldest", () => {
    const { room, abandoned } = watched({ maxPartialBytes: 6 });
    room.push(partFrame("a", 3, 0, "aa"), 0);
    room.push(partFrame("b", 2, 0, "bb"), 1);
    room.push(partFrame("a", 3, 1, "aaa"), 2);
    assert.deepEqual([room.heldBytes, abandoned.map(({ messageId }) => messageId)], [5, ["b"]]);
  });

  it("gives up a message at maxAgeMs from its first part, whatever came since", () => {
    const { room, abandoned } = watched({ maxAgeMs: 100 });
    room.push(partFrame("m", 3, 0, "x"), 1_000);
    room.push(partFrame("m", 3, 1, "x"), 1_099);
    assert.deepEqual([abandoned.length, room.heldBytes], [0, 2]);
    room.push(partFrame("n", 2, 0, "y"), 1_100);
    assert.deepEqual(abandoned, [{ messageId: "m", cause: "expired", receivedParts: 2, sum: 3 }]);
    assert.deepEqual(room.push(partFrame("m", 3, 2, "x"), 1_101), { status: "pending" });
  });

  it("sweeps a quiet connection, and only what is too old", () => {
    const { room, abandoned } = watched({ maxAgeMs: 100 });
    room.push(partFrame("old", 2, 0, "x"), 0);
    room.push(partFrame("new", 2, 0, "yy"), 1);
    room.sweep(100);
    assert.deepEqual([abandoned.map(({ messageId }) => messageId), room.heldBytes], [["old"], 2]);
  });
});

describe("splitMessage", () => {
  it("numbers the parts and replaces part headers that were there", () => {
    const parts = splitMessage(partFrame("m", 9, 9, "abcde"), 2);
    assert.deepEqual(parts, [partFrame("m", 3, 0, "ab"), partFrame("m", 3, 1, "cd"), partFrame("m", 3, 2, "e")]);
  });

  it("makes one part of what fits, of an empty payload and of none", () => {
    assert.deepEqual(splitMessage(partFrame("m", undefined, undefined, "ab"), 2), [partFrame("m", 1, 0, "ab")]);
    for (const payload of ["", undefined]) {
      assert.deepEqual(splitMessage(partFrame("m", undefined, undefined, payload), 2), [partFrame("m", 1, 0, "")]);
    }
  });

  it("refuses a part size that would never end", () => {
    for (const maxPartBytes of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => splitMessage(partFrame("m", 1, 0, "ab"), maxPartBytes), RangeError);
    }
  });
});

function watched(limits: Partial<ReassemblyLimits>): { room: Reassembler; abandoned: AbandonedMessage[] } {
  const abandoned: AbandonedMessage[] = [];
  const room = new Reassembler({ ...DEFAULT_REASSEMBLY_LIMITS, ...limits }, (message) => abandoned.push(message));
  return { room, abandoned };
}

function reassembler(): Reassembler {
  return watched({}).room;
}

function pushAll(frames: Frame[]): { all: PartResult["status"][]; last: PartResult } {
  const room = reassembler();
  const results = frames.map((frame) => room.push(frame, 0));
  const last = results.at(-1);
  assert.ok(last);
  return { all: results.map(({ status }) => status), last };
}

function refused(fault: string): unknown {
  return { status: "refused", fault };
}

function textOf(result: PartResult): string {
  assert.ok(result.status === "complete", result.status);
  return Buffer.from(result.payload).toString();
}

function permutations(items: number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
