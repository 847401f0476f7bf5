import { create, createFileRegistry, type DescMessage, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import protobufjs from "protobufjs";
import type { Frame } from "../../src/index.ts";

// Two other implementations of the wire, as judges of ours: @bufbuild/protobuf, which keeps 64 bits as bigint, and
// protobufjs with Long. The labels are proto2's, as the official SDKs have them; reading is lenient all the same.

/** `pbbp2.Frame` for `fromBinary` and `toBinary` of @bufbuild/protobuf. */
export const bufbuildFrame: DescMessage = bufbuildFrameSchema();

/** `pbbp2.Frame` for protobufjs, by its static reflection. */
export const protobufjsFrame: protobufjs.Type = protobufjsFrameType("required");

/** The same with every field optional, since protobufjs otherwise refuses a frame without fields 1 to 4. */
const lenientProtobufjsFrame = protobufjsFrameType("optional");

/** The frame that @bufbuild/protobuf reads, or `undefined` when it refuses the bytes. */
export function decodeWithBufbuild(bytes: Uint8Array): Frame | undefined {
  try {
    return frameOf(fromBinary(bufbuildFrame, bytes) as unknown as WireFrame);
  } catch {
    return undefined;
  }
}

/** The frame that protobufjs reads, or `undefined` when it refuses the bytes. */
export function decodeWithProtobufjs(bytes: Uint8Array): Frame | undefined {
  try {
    return frameOf(lenientProtobufjsFrame.decode(Buffer.from(bytes)) as unknown as WireFrame);
  } catch {
    return undefined;
  }
}

/** True when protobufjs reads the bytes and finds fields 1 to 4 and both fields of every header. */
export function hasRequiredFields(bytes: Uint8Array): boolean {
  try {
    protobufjsFrame.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The bytes that @bufbuild/protobuf makes of a frame. */
export function encodeWithBufbuild(frame: Frame): Uint8Array {
  return toBinary(bufbuildFrame, create(bufbuildFrame, wireFrameOf(frame)));
}

/** A frame in the names of the descriptor, for either library; absent fields are left out. */
export function wireFrameOf(frame: Frame): Record<string, unknown> {
  const { seqId, logId, service, method, headers, payloadEncoding, payloadType, payload, logIdNew } = frame;
  const optional = { payloadEncoding, payloadType, payload, LogIDNew: logIdNew };
  const present = Object.entries(optional).filter(([, value]) => value !== undefined);
  return { SeqID: seqId, LogID: logId, service, method, headers: [...headers], ...Object.fromEntries(present) };
}

/** What both libraries make of a frame: absent fields are inherited defaults, so only own properties count. */
interface WireFrame {
  SeqID: WireId;
  LogID: WireId;
  service: number;
  method: number;
  headers: { key: string; value: string }[];
  payloadEncoding: string;
  payloadType: string;
  payload: Uint8Array;
  LogIDNew: string;
}

/** Both halves as protobufjs' Long has them, or a bigint. */
type WireId = bigint | { readonly low: number; readonly high: number };

function idOf(id: WireId): bigint {
  if (typeof id === "bigint") return id;
  return (BigInt(id.high >>> 0) << 32n) | BigInt(id.low >>> 0);
}

function frameOf(wire: WireFrame): Frame {
  return {
    seqId: idOf(wire.SeqID),
    logId: idOf(wire.LogID),
    service: wire.service,
    method: wire.method,
    headers: wire.headers.map(({ key, value }) => ({ key, value })),
    ...(Object.hasOwn(wire, "payloadEncoding") ? { payloadEncoding: wire.payloadEncoding } : {}),
    ...(Object.hasOwn(wire, "payloadType") ? { payloadType: wire.payloadType } : {}),
    ...(Object.hasOwn(wire, "payload") ? { payload: new Uint8Array(wire.payload) } : {}),
    ...(Object.hasOwn(wire, "LogIDNew") ? { logIdNew: wire.LogIDNew } : {}),
  };
}

function bufbuildFrameSchema(): DescMessage {
  const required = (name: string, number: number, type: Type) => ({ name, number, type, label: Label.REQUIRED });
  const optional = (name: string, number: number, type: Type) => ({ name, number, type, label: Label.OPTIONAL });
  const header = { name: "Header", field: [required("key", 1, Type.STRING), required("value", 2, Type.STRING)] };
  const field = [
    required("SeqID", 1, Type.UINT64),
    required("LogID", 2, Type.UINT64),
    required("service", 3, Type.INT32),
    required("method", 4, Type.INT32),
    { name: "headers", number: 5, type: Type.MESSAGE, label: Label.REPEATED, typeName: ".pbbp2.Header" },
    optional("payload_encoding", 6, Type.STRING),
    optional("payload_type", 7, Type.STRING),
    optional("payload", 8, Type.BYTES),
    optional("LogIDNew", 9, Type.STRING),
  ];
  const described = { name: "pbbp2.proto", package: "pbbp2", syntax: "proto2" };
  const file = create(FileDescriptorProtoSchema, { ...described, messageType: [header, { name: "Frame", field }] });
  const frame = createFileRegistry(file, () => undefined).getMessage("pbbp2.Frame");
  if (frame === undefined) throw new Error("pbbp2.Frame is not in its own registry");
  return frame;
}

function protobufjsFrameType(label: "required" | "optional"): protobufjs.Type {
  const source = `syntax = "proto2"; package pbbp2;
    message Header { ${label} string key = 1; ${label} string value = 2; }
    message Frame {
      ${label} uint64 SeqID = 1; ${label} uint64 LogID = 2; ${label} int32 service = 3; ${label} int32 method = 4;
      repeated Header headers = 5; optional string payload_encoding = 6; optional string payload_type = 7;
      optional bytes payload = 8; optional string LogIDNew = 9;
    }`;
  return protobufjs.parse(source).root.lookupType("pbbp2.Frame");
}
