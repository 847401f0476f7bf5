import { FIELD, HEADER_FIELD, WIRE } from "./field.ts";
import type { Frame, FrameHeader } from "./frame.ts";
import { decodeText } from "./text.ts";

/** Headers one frame may carry. The platform sends about seven; without a bound two bytes could cost an object. */
export const MAX_FRAME_HEADERS = 256;

/** Nested groups that are skipped before the frame counts as hostile. */
const MAX_GROUP_DEPTH = 32;

/** Why bytes are not a frame. */
export type FrameFault =
  /** The bytes end inside a field. */
  | "truncated"
  /** A varint has more than ten bytes. */
  | "varint_too_long"
  /** Field number 0, or a tag above 32 bits. */
  | "bad_tag"
  /** A wire type that does not exist. */
  | "bad_wire_type"
  /** A group that ends without a beginning, ends with another number, or is nested too deep. */
  | "bad_group"
  /** More than {@link MAX_FRAME_HEADERS} headers. */
  | "too_many_headers";

export type FrameResult =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly fault: FrameFault };

/**
 * Bytes of one WebSocket message to a frame. Lenient as proto2 readers are: absent fields become 0 or empty, unknown
 * fields are skipped, the last of a repeated scalar wins, field order is free. Never throws.
 *
 * `payload` is a view into `bytes`.
 */
export function decodeFrame(bytes: Uint8Array): FrameResult {
  const reader = new Reader(bytes);
  const frame = readFrame(reader);
  return reader.fault === undefined ? { ok: true, frame } : { ok: false, fault: reader.fault };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function readFrame(reader: Reader): Frame {
  const headers: FrameHeader[] = [];
  const frame: Mutable<Frame> = { seqId: 0n, logId: 0n, service: 0, method: 0, headers };
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
        frame.payload = reader.view();
        break;
      case (FIELD.logIdNew << 3) | WIRE.bytes:
        frame.logIdNew = reader.text();
        break;
      default:
        reader.skip(tag, 0);
    }
  }
  return frame;
}

function readHeader(reader: Reader): FrameHeader {
  const header: Mutable<FrameHeader> = { key: "", value: "" };
  const outerEnd = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === ((HEADER_FIELD.key << 3) | WIRE.bytes)) header.key = reader.text();
    else if (tag === ((HEADER_FIELD.value << 3) | WIRE.bytes)) header.value = reader.text();
    else reader.skip(tag, 0);
  }
  reader.leave(outerEnd);
  return header;
}

/** A cursor that remembers its first fault and then reads nothing more, so that no caller has to check each step. */
class Reader {
  fault: FrameFault | undefined;
  readonly #bytes: Uint8Array;
  #at = 0;
  #end: number;
  /** The low and high 32 bits of the last varint. */
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = bytes.length;
  }

  more(): boolean {
    return this.#at < this.#end;
  }

  fail(fault: FrameFault): void {
    this.fault ??= fault;
    this.#at = this.#end = 0;
  }

  tag(): number {
    this.#varint();
    if (this.fault !== undefined) return 0;
    if (this.#high !== 0 || this.#low >>> 3 === 0) this.fail("bad_tag");
    return this.#low >>> 0;
  }

  uint64(): bigint {
    this.#varint();
    const low = this.#low >>> 0;
    return this.#high === 0 ? BigInt(low) : (BigInt(this.#high >>> 0) << 32n) | BigInt(low);
  }

  int32(): number {
    this.#varint();
    return this.#low | 0;
  }

  view(): Uint8Array {
    const start = this.#lengthPrefix();
    return this.#bytes.subarray(start, this.#at);
  }

  text(): string {
    const start = this.#lengthPrefix();
    return decodeText(this.#bytes, start, this.#at);
  }

  /** Narrows the cursor to a nested message; returns what {@link leave} needs. */
  enter(): number {
    const start = this.#lengthPrefix();
    const outerEnd = this.#end;
    this.#end = this.#at;
    this.#at = start;
    return outerEnd;
  }

  leave(outerEnd: number): void {
    if (this.fault === undefined) this.#end = outerEnd;
  }

  skip(tag: number, depth: number): void {
    switch (tag & 7) {
      case WIRE.varint:
        this.#varint();
        break;
      case WIRE.fixed64:
        this.#advance(8);
        break;
      case WIRE.bytes:
        this.#lengthPrefix();
        break;
      case WIRE.groupStart:
        this.#skipGroup(tag >>> 3, depth);
        break;
      case WIRE.fixed32:
        this.#advance(4);
        break;
      default:
        if (this.fault === undefined) this.fail((tag & 7) === WIRE.groupEnd ? "bad_group" : "bad_wire_type");
    }
  }

  #skipGroup(field: number, depth: number): void {
    if (depth === MAX_GROUP_DEPTH) return this.fail("bad_group");
    while (this.more()) {
      const tag = this.tag();
      if ((tag & 7) === WIRE.groupEnd) {
        if (tag >>> 3 !== field) this.fail("bad_group");
        return;
      }
      this.skip(tag, depth + 1);
    }
    this.fail("truncated");
  }

  #advance(count: number): void {
    if (count > this.#end - this.#at) return this.fail("truncated");
    this.#at += count;
  }

  /** Moves past a length-prefixed run and returns where it began. */
  #lengthPrefix(): number {
    this.#varint();
    const length = this.#low >>> 0;
    const start = this.#at;
    if (this.#high !== 0 || length > this.#end - start) this.fail("truncated");
    else this.#at = start + length;
    return this.fault === undefined ? start : 0;
  }

  #varint(): void {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.#at >= this.#end) return this.fail("truncated");
      const byte = this.#bytes[this.#at++] as number;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 0x80) {
        this.#low = low;
        this.#high = high;
        return;
      }
    }
    this.fail("varint_too_long");
  }
}
