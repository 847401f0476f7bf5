import type { Random } from "../../../../test/support/random.ts";
import type { Frame, FrameHeader } from "../../src/index.ts";
import { concat, groupField, headerField, runField, tag, varint, varintField } from "./wire-bytes.ts";

/** Any frame an application could send: ids of every magnitude, texts of every script, optionals there or not. */
export function randomFrame(random: Random): Frame {
  return {
    seqId: random.uint64(),
    logId: random.uint64(),
    service: random.int32(),
    method: random.pick([0, 1, random.int32()]),
    headers: Array.from({ length: random.below(5) }, () => randomHeader(random)),
    ...(random.oneIn(3) ? { payloadEncoding: randomText(random) } : {}),
    ...(random.oneIn(3) ? { payloadType: randomText(random) } : {}),
    ...(random.oneIn(4) ? {} : { payload: random.bytes(random.below(random.oneIn(2_000) ? 20_000 : 40)) }),
    ...(random.oneIn(3) ? { logIdNew: randomText(random) } : {}),
  };
}

/** Bytes of a frame as no encoder writes them: fields in any order, repeated, unknown, overlong, of the wrong type. */
export function randomWireFields(random: Random): Uint8Array {
  return concat(...Array.from({ length: random.below(7) }, () => randomField(random, 2)));
}

/** The bytes with one thing wrong. */
export function mutated(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const head = bytes.subarray(0, at);
  switch (random.below(5)) {
    case 0:
      return withFlippedBit(bytes, random);
    case 1:
      return head.slice();
    case 2:
      return concat(head, random.bytes(1 + random.below(4)), bytes.subarray(at));
    case 3:
      return concat(head, other.subarray(random.below(other.length + 1)));
    default:
      return concat(head, bytes.subarray(at + 1 + random.below(4)));
  }
}

function randomHeader(random: Random): FrameHeader {
  const key = random.pick(["type", "message_id", "sum", "seq", "", randomText(random)]);
  return { key, value: randomText(random) };
}

/** Characters of one, two, three and four bytes, two of them U+FEFF and NUL; a text is a stretch of one of these. */
const SCRIPTS: [string[], ...string[][]] = [
  Array.from("event_callback 0123456789 ".repeat(8)),
  Array.from("審批é通過ñ".repeat(30)),
  Array.from("a👍🏽\u{10ffff}\ufeff\0\u007f\u0080\u07ff\u0800".repeat(20)),
];

function randomText(random: Random): string {
  const script = random.pick(SCRIPTS);
  const start = random.below(10);
  return script.slice(start, start + random.below(random.oneIn(20) ? 180 : 12)).join("");
}

function randomField(random: Random, depth: number): Uint8Array {
  const known = random.pick([1, 2, 3, 4]);
  const run = random.pick([6, 7, 8, 9]);
  const unknown = random.pick([10, 15, 2047, 536_870_911]);
  const any = random.oneIn(20) ? random.pick([known, run, 5]) : unknown;
  switch (random.below(depth === 0 ? 9 : 10)) {
    case 0:
      return varintField(known, random.uint64());
    case 1:
      return varintField(random.pick([known, unknown]), random.uint64(), random.below(12));
    case 2:
      return headerField(randomText(random), randomText(random));
    case 3:
      return runField(5, randomWireFields(random));
    case 4:
      return runField(run, randomText(random));
    case 5:
      return runField(random.pick([run, any]), random.bytes(random.below(8)));
    case 6:
      return concat(tag(any, 1), random.bytes(8));
    case 7:
      return concat(tag(any, 5), random.bytes(4));
    case 8:
      return concat(varint(BigInt((run << 3) | 2), random.below(7)), varint(1n, random.below(7)), random.bytes(1));
    default:
      return groupField(any, randomField(random, depth - 1));
  }
}

function withFlippedBit(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  const at = random.below(copy.length);
  if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
}
