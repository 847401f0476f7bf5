import { FIELD, HEADER_FIELD, WIRE } from "./field.ts";
import type { Frame, FrameHeader } from "./frame.ts";
import { textLength, writeText } from "./text.ts";

/**
 * A frame to the bytes of one WebSocket message. Fields ascend; fields 1 to 4 and both fields of every header are
 * always written, even when zero or empty, because official clients refuse a frame without them; fields 6 to 9 are
 * written when they are not `undefined`.
 */
export function encodeFrame(frame: Frame): Uint8Array {
  const writer = new Writer(frameLength(frame));
  writer.tag(FIELD.seqId, WIRE.varint);
  writer.uint64(frame.seqId);
  writer.tag(FIELD.logId, WIRE.varint);
  writer.uint64(frame.logId);
  writer.tag(FIELD.service, WIRE.varint);
  writer.int32(frame.service);
  writer.tag(FIELD.method, WIRE.varint);
  writer.int32(frame.method);
  for (const header of frame.headers) {
    writer.tag(FIELD.headers, WIRE.bytes);
    writer.uint32(headerLength(header));
    writer.text(HEADER_FIELD.key, header.key);
    writer.text(HEADER_FIELD.value, header.value);
  }
  if (frame.payloadEncoding !== undefined) writer.text(FIELD.payloadEncoding, frame.payloadEncoding);
  if (frame.payloadType !== undefined) writer.text(FIELD.payloadType, frame.payloadType);
  if (frame.payload !== undefined) writer.bytes(FIELD.payload, frame.payload);
  if (frame.logIdNew !== undefined) writer.text(FIELD.logIdNew, frame.logIdNew);
  return writer.result;
}

function frameLength(frame: Frame): number {
  let length = 4 + uint64Length(frame.seqId) + uint64Length(frame.logId);
  length += int32Length(frame.service) + int32Length(frame.method);
  for (const header of frame.headers) length += 1 + prefixed(headerLength(header));
  if (frame.payloadEncoding !== undefined) length += 1 + prefixed(textLength(frame.payloadEncoding));
  if (frame.payloadType !== undefined) length += 1 + prefixed(textLength(frame.payloadType));
  if (frame.payload !== undefined) length += 1 + prefixed(frame.payload.length);
  if (frame.logIdNew !== undefined) length += 1 + prefixed(textLength(frame.logIdNew));
  return length;
}

function headerLength(header: FrameHeader): number {
  return 2 + prefixed(textLength(header.key)) + prefixed(textLength(header.value));
}

function prefixed(length: number): number {
  return uint32Length(length) + length;
}

function uint32Length(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}

function int32Length(value: number): number {
  return value < 0 ? 10 : uint32Length(value);
}

function uint64Length(value: bigint): number {
  let length = 1;
  for (let rest = BigInt.asUintN(64, value) >> 7n; rest > 0n; rest >>= 7n) length++;
  return length;
}

class Writer {
  readonly result: Uint8Array;
  #at = 0;

  constructor(length: number) {
    this.result = new Uint8Array(length);
  }

  tag(field: number, wire: number): void {
    this.result[this.#at++] = (field << 3) | wire;
  }

  uint32(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.result[this.#at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.result[this.#at++] = rest;
  }

  /** A negative int32 is sign-extended to 64 bits, ten bytes. */
  int32(value: number): void {
    if (value < 0) this.uint64(BigInt.asUintN(64, BigInt(value)));
    else this.uint32(value);
  }

  uint64(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    while (rest > 0x7fn) {
      this.result[this.#at++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.result[this.#at++] = Number(rest);
  }

  text(field: number, text: string): void {
    const length = textLength(text);
    this.tag(field, WIRE.bytes);
    this.uint32(length);
    writeText(text, length, this.result, this.#at);
    this.#at += length;
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.tag(field, WIRE.bytes);
    this.uint32(bytes.length);
    this.result.set(bytes, this.#at);
    this.#at += bytes.length;
  }
}
