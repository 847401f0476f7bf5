import protobufjs from "protobufjs";

// The peer's own idea of the wire: protobufjs, by reflection. It shares nothing with the codec under test.

/** A frame as protobufjs has it. Ids are bigints here. */
export interface WireFrame {
  SeqID: bigint;
  LogID: bigint;
  service: number;
  method: number;
  headers: { key: string; value: string }[];
  payload_encoding?: string;
  payload_type?: string;
  payload?: Uint8Array;
  LogIDNew?: string;
}

interface Long {
  readonly low: number;
  readonly high: number;
}

/** As official clients read: a frame without fields 1 to 4, or a header without both of its own, is an error. */
const strictFrame = frameType("required");
/** As Rust's prost writes: zeros are left out. */
const laxFrame = frameType("optional");

/** @throws when a required field is missing */
export function decodeWire(bytes: Uint8Array): WireFrame {
  const decoded = strictFrame.toObject(strictFrame.decode(bytes), { arrays: true }) as Record<string, unknown>;
  return { ...decoded, SeqID: toBigint(decoded.SeqID as Long), LogID: toBigint(decoded.LogID as Long) } as WireFrame;
}

/** Only what `frame` has is written. */
export function encodeWire(frame: Partial<WireFrame>): Uint8Array {
  const ids = Object.entries(frame).map(([name, value]) => [name, typeof value === "bigint" ? toLong(value) : value]);
  return laxFrame.encode(Object.fromEntries(ids)).finish();
}

/** The header `key`, or `undefined`. */
export function wireHeader(frame: WireFrame, key: string): string | undefined {
  return frame.headers.find((header) => header.key === key)?.value;
}

function frameType(rule: "required" | "optional"): protobufjs.Type {
  const header = new protobufjs.Type("Header")
    .add(new protobufjs.Field("key", 1, "string", rule))
    .add(new protobufjs.Field("value", 2, "string", rule));
  return new protobufjs.Type("Frame")
    .add(header)
    .add(new protobufjs.Field("SeqID", 1, "uint64", rule))
    .add(new protobufjs.Field("LogID", 2, "uint64", rule))
    .add(new protobufjs.Field("service", 3, "int32", rule))
    .add(new protobufjs.Field("method", 4, "int32", rule))
    .add(new protobufjs.Field("headers", 5, "Header", "repeated"))
    .add(new protobufjs.Field("payload_encoding", 6, "string", "optional"))
    .add(new protobufjs.Field("payload_type", 7, "string", "optional"))
    .add(new protobufjs.Field("payload", 8, "bytes", "optional"))
    .add(new protobufjs.Field("LogIDNew", 9, "string", "optional"));
}

function toBigint({ low, high }: Long): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function toLong(value: bigint): object {
  return new protobufjs.util.Long(Number(value & 0xffffffffn), Number(value >> 32n), true);
}
