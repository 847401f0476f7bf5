import { FIELD, HEADER_FIELD, WIRE } from "./field.ts";
import type { Frame, FrameHeader } from "./frame.ts";
import { type FrameFault, WireReader } from "./wire-reader.ts";

/** Headers one frame may carry. The platform sends about seven; without a bound two bytes could cost an object. */
export const MAX_FRAME_HEADERS = 256;

export type FrameResult =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly fault: FrameFault };

/**
 * Bytes of one WebSocket message to a frame. Lenient as proto2 readers are: absent fields become 0 or empty, unknown
 * fields and known ones of another wire type are skipped, the last of a repeated scalar wins, field order is free.
 * Never throws; time is linear in the bytes, and beyond them a frame costs less than 1 MiB.
 *
 * `payload` is a view into `bytes`.
 */
export function decodeFrame(bytes: Uint8Array): FrameResult {
  const reader = new WireReader(bytes);
  const frame = readFrame(reader);
  return reader.fault === undefined ? { ok: true, frame } : { ok: false, fault: reader.fault };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function readFrame(reader: WireReader): Frame {
  const headers: FrameHeader[] = [];
  const frame: Mutable<Frame> = { seqId: 0n, logId: 0n, service: 0, method: 0, headers };
  let payloadStart = -1;
  let payloadEnd = 0;
  while (reader.more()) {
    const tag = reader.tag();
    switch (tag) {
      case (FIELD.seqId << 3) | WIRE.varint:
        frame.seqId = reader.uint64();
        break;
      case (FIELD.logId << 3) | WIRE.varint:
        frame.logId = reader.uint64();
        break;
      case (FIELD.service << 3) | WIRE.varint:
        frame.service = reader.int32();
        break;
      case (FIELD.method << 3) | WIRE.varint:
        frame.method = reader.int32();
        break;
      case (FIELD.headers << 3) | WIRE.bytes:
        if (headers.length === MAX_FRAME_HEADERS) reader.fail("too_many_headers");
        else headers.push(readHeader(reader));
        break;
      case (FIELD.payloadEncoding << 3) | WIRE.bytes:
        frame.payloadEncoding = reader.text();
        break;
      case (FIELD.payloadType << 3) | WIRE.bytes:
        frame.payloadType = reader.text();
        break;
      case (FIELD.payload << 3) | WIRE.bytes:
        payloadStart = reader.run();
        payloadEnd = reader.at;
        break;
      case (FIELD.logIdNew << 3) | WIRE.bytes:
        frame.logIdNew = reader.text();
        break;
      default:
        reader.skip(tag, 1);
    }
  }
  if (payloadStart >= 0 && reader.fault === undefined) frame.payload = reader.view(payloadStart, payloadEnd);
  return frame;
}

function readHeader(reader: WireReader): FrameHeader {
  const header: Mutable<FrameHeader> = { key: "", value: "" };
  const outerEnd = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === ((HEADER_FIELD.key << 3) | WIRE.bytes)) header.key = reader.text();
    else if (tag === ((HEADER_FIELD.value << 3) | WIRE.bytes)) header.value = reader.text();
    else reader.skip(tag, 2);
  }
  reader.leave(outerEnd);
  return header;
}
