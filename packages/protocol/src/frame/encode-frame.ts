import { FIELD, HEADER_FIELD, WIRE } from "./field.ts";
import type { Frame, FrameHeader } from "./frame.ts";
import { textLength } from "./text.ts";
import { int32Length, prefixed, uint64Length, WireWriter } from "./wire-writer.ts";

/**
 * A frame to the bytes of one WebSocket message. Fields ascend; fields 1 to 4 and both fields of every header are
 * always written, even when zero or empty, because official clients refuse a frame without them; fields 6 to 9 are
 * written when they are not `undefined`.
 *
 * Never throws: `seqId` and `logId` are taken modulo 2^64, `service` and `method` as the 32-bit integer that a
 * JavaScript `| 0` makes of them, and a lone surrogate in a text is written as U+FFFD.
 */
export function encodeFrame(frame: Frame): Uint8Array {
  const service = frame.service | 0;
  const method = frame.method | 0;
  const varints = uint64Length(frame.seqId) + uint64Length(frame.logId) + int32Length(service) + int32Length(method);
  const headers = frame.headers.map(measured);
  const writer = new WireWriter(4 + varints + headersLength(headers) + optionalsLength(frame));
  writer.tag(FIELD.seqId, WIRE.varint);
  writer.uint64(frame.seqId);
  writer.tag(FIELD.logId, WIRE.varint);
  writer.uint64(frame.logId);
  writer.tag(FIELD.service, WIRE.varint);
  writer.int32(service);
  writer.tag(FIELD.method, WIRE.varint);
  writer.int32(method);
  for (const header of headers) {
    writer.tag(FIELD.headers, WIRE.bytes);
    writer.uint32(header.length);
    writer.text(HEADER_FIELD.key, header.key, header.keyLength);
    writer.text(HEADER_FIELD.value, header.value, header.valueLength);
  }
  writeOptionals(writer, frame);
  return writer.bytes;
}

function writeOptionals(writer: WireWriter, frame: Frame): void {
  const { payloadEncoding, payloadType, payload, logIdNew } = frame;
  if (payloadEncoding !== undefined) {
    writer.text(FIELD.payloadEncoding, payloadEncoding, textLength(payloadEncoding));
  }
  if (payloadType !== undefined) writer.text(FIELD.payloadType, payloadType, textLength(payloadType));
  if (payload !== undefined) writer.run(FIELD.payload, payload);
  if (logIdNew !== undefined) writer.text(FIELD.logIdNew, logIdNew, textLength(logIdNew));
}

/** A header with the lengths of its texts and of itself, in bytes: measuring a text costs as much as writing it. */
interface MeasuredHeader extends FrameHeader {
  readonly keyLength: number;
  readonly valueLength: number;
  readonly length: number;
}

function measured({ key, value }: FrameHeader): MeasuredHeader {
  const keyLength = textLength(key);
  const valueLength = textLength(value);
  return { key, value, keyLength, valueLength, length: 2 + prefixed(keyLength) + prefixed(valueLength) };
}

function headersLength(headers: readonly MeasuredHeader[]): number {
  let length = 0;
  for (const header of headers) length += 1 + prefixed(header.length);
  return length;
}

function optionalsLength(frame: Frame): number {
  let length = 0;
  if (frame.payloadEncoding !== undefined) length += 1 + prefixed(textLength(frame.payloadEncoding));
  if (frame.payloadType !== undefined) length += 1 + prefixed(textLength(frame.payloadType));
  if (frame.payload !== undefined) length += 1 + prefixed(frame.payload.length);
  if (frame.logIdNew !== undefined) length += 1 + prefixed(textLength(frame.logIdNew));
  return length;
}
