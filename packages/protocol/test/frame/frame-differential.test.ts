import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import { decodeFrame, encodeFrame, type Frame } from "../../src/index.ts";
import { mutated, randomFrame, randomWireFields } from "../support/random-frame.ts";
import {
  decodeWithBufbuild,
  decodeWithProtobufjs,
  encodeWithBufbuild,
  hasRequiredFields,
} from "../support/reference-codecs.ts";
import { type Laxity, laxitiesIn } from "../support/reference-laxity.ts";

const FRAMES = 100_000;

describe("our codec against @bufbuild/protobuf and protobufjs", () => {
  it(`gives the same verdict and the same frame for ${FRAMES} valid and damaged frames`, (test) => {
    const seed = seedOfRun();
    test.diagnostic(`LARKWIRE_SEED=${seed}`);
    const random = new Random(seed);
    const tally = { accepted: 0, refused: 0, laxer: 0 };
    let previous: Uint8Array = new Uint8Array(0);
    for (let index = 0; index < FRAMES; index++) {
      const bytes = randomBytes(random, previous);
      compareReaders(bytes, `LARKWIRE_SEED=${seed}, frame ${index}`, tally);
      previous = bytes;
    }
    test.diagnostic(JSON.stringify(tally));
    assert.ok(tally.accepted > FRAMES / 4 && tally.refused > FRAMES / 8, "a fuzz that sees both verdicts often");
    assert.ok(tally.laxer < FRAMES / 8, "a fuzz that mostly compares with both libraries");
  });

  it("writes what both libraries read back as the same frame, and the same bytes as @bufbuild/protobuf", (test) => {
    const seed = seedOfRun();
    test.diagnostic(`LARKWIRE_SEED=${seed}`);
    const random = new Random(seed);
    for (let index = 0; index < FRAMES / 10; index++) {
      const frame = randomFrame(random);
      const bytes = encodeFrame(frame);
      const where = `LARKWIRE_SEED=${seed}, frame ${index}`;
      assert.deepEqual(decodeWithProtobufjs(bytes), frame, where);
      assert.deepEqual(decodeWithBufbuild(bytes), frame, where);
      assert.ok(hasRequiredFields(bytes), where);
      assert.deepEqual(new Uint8Array(bytes), encodeWithBufbuild(frame), where);
    }
  });
});

/** Valid frames, strange but well-formed ones, and either with one thing wrong. */
function randomBytes(random: Random, other: Uint8Array): Uint8Array {
  const bytes = random.oneIn(2) ? encodeFrame(randomFrame(random)) : randomWireFields(random);
  return random.oneIn(2) ? bytes : mutated(bytes, other, random);
}

function compareReaders(
  bytes: Uint8Array,
  where: string,
  tally: { accepted: number; refused: number; laxer: number },
): void {
  const result = decodeFrame(bytes);
  const ours = result.ok ? result.frame : undefined;
  if (ours === undefined) tally.refused++;
  else tally.accepted++;
  const agrees = (theirs: Frame | undefined) => isDeepStrictEqual(theirs, ours);
  const protobufjs = decodeWithProtobufjs(bytes);
  const bufbuild = decodeWithBufbuild(bytes);
  if (agrees(protobufjs) && agrees(bufbuild)) return;
  const laxities = laxitiesIn(bytes);
  const hex = () => `${where}: ${Buffer.from(bytes).toString("hex")}`;
  if (!excuses(laxities, ["long_unknown_varint"])) assert.deepEqual(ours, protobufjs, hex());
  if (!excuses(laxities, ["long_unknown_varint", "long_length", "header_overrun", "wrong_wire_type"])) {
    assert.deepEqual(ours, bufbuild, hex());
  }
  tally.laxer++;
}

function excuses(laxities: Set<Laxity>, known: Laxity[]): boolean {
  return known.some((laxity) => laxities.has(laxity));
}
