import { type Ack, ackFrame, bizRtText, encodeAck } from "./ack.ts";
import { encodeFrame } from "./encode-frame.ts";
import { FIELD, HEADER_FIELD, WIRE } from "./field.ts";
import { FRAME_HEADER, type Frame } from "./frame.ts";
import { WireReader } from "./wire-reader.ts";
import { prefixed, WireWriter } from "./wire-writer.ts";

/**
 * The bytes that answer a request: the same as `encodeFrame(ackFrame(frame, ack, durationMs))`, made from the request's
 * own bytes. So ids, headers and fields that are unknown here go back bit for bit, and nothing is written anew but
 * `biz_rt` and the payload. Measured: decisions/0001-frame-codec.md.
 *
 * @param request the bytes that `frame` was decoded from
 */
export function encodeAckFrame(request: Uint8Array, frame: Frame, ack: Ack, durationMs: number): Uint8Array {
  const payload = findPayload(request);
  if (payload === undefined) return encodeFrame(ackFrame(frame, ack, durationMs));
  const bizRt = bizRtText(durationMs);
  const answer = encodeAck(ack);
  const headerLength = 2 + prefixed(FRAME_HEADER.bizRt.length) + prefixed(bizRt.length);
  const echoed = request.length - (payload.end - payload.start);
  const writer = new WireWriter(echoed + 1 + prefixed(headerLength) + 1 + prefixed(answer.length));
  writer.raw(request, 0, payload.start);
  writer.tag(FIELD.headers, WIRE.bytes);
  writer.uint32(headerLength);
  writer.text(HEADER_FIELD.key, FRAME_HEADER.bizRt, FRAME_HEADER.bizRt.length);
  writer.text(HEADER_FIELD.value, bizRt, bizRt.length);
  writer.run(FIELD.payload, answer);
  writer.raw(request, payload.end, request.length);
  return writer.bytes;
}

/** Fields 1 to 4, which every frame has to have, one bit each; likewise both fields of a header. */
const REQUIRED_FIELDS = 0b11110;
const REQUIRED_HEADER_FIELDS = 0b110;

/**
 * Where the payload field stands, its tag included. `undefined` when the frame is not as the platform writes it: a
 * required field missing, no payload, several, or headers behind it.
 */
function findPayload(bytes: Uint8Array): { start: number; end: number } | undefined {
  const reader = new WireReader(bytes);
  let payload: { start: number; end: number } | undefined;
  let seen = 0;
  while (reader.more()) {
    const start = reader.at;
    const tag = reader.tag();
    if (tag === ((FIELD.headers << 3) | WIRE.bytes)) {
      if (payload !== undefined || !hasKeyAndValue(reader)) return undefined;
      continue;
    }
    reader.skip(tag, 1);
    if ((tag & 7) === WIRE.varint && tag >>> 3 <= FIELD.method) seen |= 1 << (tag >>> 3);
    if (tag >>> 3 !== FIELD.payload) continue;
    if (payload !== undefined) return undefined;
    payload = { start, end: reader.at };
  }
  return reader.fault === undefined && seen === REQUIRED_FIELDS ? payload : undefined;
}

/** Moves past a header. */
function hasKeyAndValue(reader: WireReader): boolean {
  const outerEnd = reader.enter();
  let seen = 0;
  while (reader.more()) {
    const tag = reader.tag();
    reader.skip(tag, 2);
    if ((tag & 7) === WIRE.bytes && tag >>> 3 <= HEADER_FIELD.value) seen |= 1 << (tag >>> 3);
  }
  reader.leave(outerEnd);
  return seen === REQUIRED_HEADER_FIELDS;
}
