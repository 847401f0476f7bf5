import { WIRE } from "./field.ts";
import { decodeText } from "./text.ts";

/** Nested messages and groups of one frame, the frame included; the limit of Google's own readers. */
const MAX_DEPTH = 100;

/** Bytes of all texts of one frame together. The platform sends some hundreds; a text may cost twice its bytes. */
export const MAX_FRAME_TEXT_BYTES: number = 256 * 1024;

/** Why bytes are not a frame. */
export type FrameFault =
  /** The bytes end inside a field. */
  | "truncated"
  /** A varint of more than ten bytes, or a tag or a length of more than 32 bits. */
  | "varint_too_long"
  /** Field number 0. */
  | "bad_tag"
  /** A wire type that does not exist. */
  | "bad_wire_type"
  /** A group that ends without a beginning, ends with another number, or is nested too deep. */
  | "bad_group"
  /** More than `MAX_FRAME_HEADERS` headers. */
  | "too_many_headers"
  /** More than {@link MAX_FRAME_TEXT_BYTES} in keys, values and the other texts. */
  | "too_much_text";

/**
 * A cursor over protobuf bytes. It remembers its first fault and then reads nothing more, so that no caller has to
 * check each step.
 */
export class WireReader {
  fault: FrameFault | undefined;
  readonly #bytes: Buffer;
  #at = 0;
  #end: number;
  #textBytes = 0;
  /** The low and high 32 bits of the last 64-bit varint. */
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#end = bytes.length;
  }

  /** Offset of the next byte. */
  get at(): number {
    return this.#at;
  }

  more(): boolean {
    return this.#at < this.#end;
  }

  fail(fault: FrameFault): void {
    this.fault ??= fault;
    this.#at = 0;
    this.#end = 0;
  }

  tag(): number {
    const tag = this.#uint32();
    if (tag < 8) this.fail("bad_tag");
    return tag;
  }

  uint64(): bigint {
    this.#varint();
    const low = BigInt(this.#low >>> 0);
    return this.#high === 0 ? low : (BigInt(this.#high >>> 0) << 32n) | low;
  }

  int32(): number {
    this.#varint();
    return this.#low;
  }

  text(): string {
    const start = this.run();
    const end = this.#at;
    this.#textBytes += end - start;
    if (this.#textBytes > MAX_FRAME_TEXT_BYTES) this.fail("too_much_text");
    return this.fault === undefined ? decodeText(this.#bytes, start, end) : "";
  }

  /** Moves past a length-prefixed run and returns where it began. */
  run(): number {
    const length = this.#uint32();
    const start = this.#at;
    this.#advance(length);
    return this.fault === undefined ? start : 0;
  }

  /** A view of bytes already read; a plain `Uint8Array` even when they came in a `Buffer`. */
  view(start: number, end: number): Uint8Array {
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + start, end - start);
  }

  /** Narrows the cursor to a nested message; returns what {@link leave} needs. */
  enter(): number {
    const start = this.run();
    const outerEnd = this.#end;
    this.#end = this.#at;
    this.#at = start;
    return outerEnd;
  }

  leave(outerEnd: number): void {
    if (this.fault === undefined) this.#end = outerEnd;
  }

  /** Moves past the value of an unknown field. `depth` counts the messages and groups around it. */
  skip(tag: number, depth: number): void {
    switch (tag & 7) {
      case WIRE.varint:
        this.#varint();
        break;
      case WIRE.fixed64:
        this.#advance(8);
        break;
      case WIRE.bytes:
        this.run();
        break;
      case WIRE.groupStart:
        this.#skipGroup(tag >>> 3, depth + 1);
        break;
      case WIRE.groupEnd:
        this.fail("bad_group");
        break;
      case WIRE.fixed32:
        this.#advance(4);
        break;
      default:
        this.fail("bad_wire_type");
    }
  }

  #skipGroup(field: number, depth: number): void {
    if (depth > MAX_DEPTH) this.fail("bad_group");
    while (this.more()) {
      const tag = this.tag();
      if ((tag & 7) === WIRE.groupEnd) {
        if (tag >>> 3 !== field) this.fail("bad_group");
        return;
      }
      this.skip(tag, depth);
    }
    this.fail("truncated");
  }

  #advance(count: number): void {
    if (count > this.#end - this.#at) this.fail("truncated");
    else this.#at += count;
  }

  /** The next byte; 0 and a fault at the end. */
  #byte(): number {
    if (this.#at < this.#end) return this.#bytes[this.#at++] as number;
    this.fail("truncated");
    return 0;
  }

  /** A tag or a length. */
  #uint32(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    const last = this.#byte();
    if (last > 0x0f) this.fail("varint_too_long");
    return (value | (last << 28)) >>> 0;
  }

  /** A varint of up to 64 bits into `#low` and `#high`; what a tenth byte has beyond is dropped, as all readers do. */
  #varint(): void {
    let low = 0;
    let high = 0;
    let byte = 0x80;
    for (let shift = 0; byte > 0x7f; shift += 7) {
      if (shift > 63) return void this.fail("varint_too_long");
      byte = this.#byte();
      const bits = byte & 0x7f;
      if (shift < 32) low |= bits << shift;
      if (shift === 28) high = bits >>> 4;
      else if (shift > 28) high |= bits << (shift - 32);
    }
    this.#low = low;
    this.#high = high;
  }
}
