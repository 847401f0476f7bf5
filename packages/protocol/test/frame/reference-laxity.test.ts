import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeFrame, type Frame } from "../../src/index.ts";
import { decodeWithBufbuild, decodeWithProtobufjs } from "../support/reference-codecs.ts";
import { type Laxity, laxitiesIn } from "../support/reference-laxity.ts";
import { concat, groupField, headerField, runField, tag, varint, varintField } from "../support/wire-bytes.ts";

// The classes in which the differential fuzz lets a library differ from us, each pinned: what we do is what Google's
// reader does (test/fixtures/golden-frames.json holds a sample of every class), what the libraries do is as measured.

const EMPTY: Frame = { seqId: 0n, logId: 0n, service: 0, method: 0, headers: [] };
const LONG_VARINT = concat(new Uint8Array(10).fill(0x80), Uint8Array.of(0));

interface Sample {
  readonly name: string;
  readonly laxity: Laxity;
  readonly bytes: Uint8Array;
  readonly ours: Frame | undefined;
  readonly bufbuild: Frame | undefined;
  readonly protobufjs: Frame | undefined;
}

const SAMPLES: Sample[] = [
  {
    name: "SeqID as a run is skipped; @bufbuild/protobuf takes the run's length for the id",
    laxity: "wrong_wire_type",
    bytes: runField(1, Uint8Array.of(0x18, 7)),
    ours: EMPTY,
    bufbuild: { ...EMPTY, seqId: 2n, service: 7 },
    protobufjs: EMPTY,
  },
  {
    name: "a payload as a varint is skipped; @bufbuild/protobuf takes the number for a length",
    laxity: "wrong_wire_type",
    bytes: varintField(8, 5n),
    ours: EMPTY,
    bufbuild: undefined,
    protobufjs: EMPTY,
  },
  {
    name: "a key longer than its header is refused; @bufbuild/protobuf reads beyond the header",
    laxity: "header_overrun",
    bytes: concat(runField(5, Uint8Array.of(0x0a, 4)), Buffer.from("type")),
    ours: undefined,
    bufbuild: { ...EMPTY, headers: [{ key: "type", value: "" }] },
    protobufjs: undefined,
  },
  {
    name: "a group that outlives its header is refused; @bufbuild/protobuf reads beyond the header",
    laxity: "header_overrun",
    bytes: concat(runField(5, tag(6, 3)), tag(6, 4)),
    ours: undefined,
    bufbuild: { ...EMPTY, headers: [{ key: "", value: "" }] },
    protobufjs: undefined,
  },
  {
    name: "a length above 32 bits is refused; @bufbuild/protobuf cuts it",
    laxity: "long_length",
    bytes: concat(tag(9, 2), varint(0x1_0000_0001n), Buffer.from("x")),
    ours: undefined,
    bufbuild: { ...EMPTY, logIdNew: "x" },
    protobufjs: undefined,
  },
  {
    name: "a length of six bytes is refused; @bufbuild/protobuf takes it",
    laxity: "long_length",
    bytes: concat(tag(9, 2), varint(1n, 6), Buffer.from("x")),
    ours: undefined,
    bufbuild: { ...EMPTY, logIdNew: "x" },
    protobufjs: undefined,
  },
  {
    name: "an unknown varint of eleven bytes is refused; both libraries skip it",
    laxity: "long_unknown_varint",
    bytes: concat(tag(10, 0), LONG_VARINT),
    ours: undefined,
    bufbuild: EMPTY,
    protobufjs: EMPTY,
  },
];

describe("where the reference libraries read what Google's reader does not", () => {
  for (const { name, laxity, bytes, ours, bufbuild, protobufjs } of SAMPLES) {
    it(name, () => {
      const result = decodeFrame(bytes);
      assert.deepEqual(result.ok ? result.frame : undefined, ours);
      assert.deepEqual(decodeWithBufbuild(bytes), bufbuild);
      assert.deepEqual(decodeWithProtobufjs(bytes), protobufjs);
      assert.deepEqual([...laxitiesIn(bytes)], [laxity]);
    });
  }

  it("finds no such class in well-formed bytes, so that the fuzz compares them strictly", () => {
    const bytes = concat(
      varintField(1, 0xffff_ffff_ffff_ffffn),
      varintField(3, 5n, 10),
      headerField("type", "event"),
      varintField(10, 1n, 10),
      groupField(11, runField(5, "x")),
    );
    assert.deepEqual([...laxitiesIn(bytes)], []);
    assert.deepEqual(decodeWithBufbuild(bytes), decodeWithProtobufjs(bytes));
  });
});
