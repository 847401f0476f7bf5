import { WIRE } from "./field.ts";
import { writeText } from "./text.ts";

/** Writes protobuf into a buffer whose exact size the caller has worked out with the functions below. */
export class WireWriter {
  /** Memory of the runtime's pool, not zeroed: every byte of it gets written. */
  readonly bytes: Buffer;
  #at = 0;

  constructor(length: number) {
    this.bytes = Buffer.allocUnsafe(length);
  }

  tag(field: number, wire: number): void {
    this.bytes[this.#at++] = (field << 3) | wire;
  }

  uint32(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.#at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.#at++] = rest;
  }

  /** A negative int32 is sign-extended to 64 bits, ten bytes. */
  int32(value: number): void {
    if (value < 0) this.#varint(value >>> 0, 0xffffffff);
    else this.uint32(value | 0);
  }

  uint64(value: bigint): void {
    this.#varint(lowWord(value), highWord(value));
  }

  /** `byteLength` is the text's as UTF-8. */
  text(field: number, text: string, byteLength: number): void {
    this.tag(field, WIRE.bytes);
    this.uint32(byteLength);
    writeText(text, byteLength, this.bytes, this.#at);
    this.#at += byteLength;
  }

  run(field: number, run: Uint8Array): void {
    this.tag(field, WIRE.bytes);
    this.uint32(run.length);
    this.bytes.set(run, this.#at);
    this.#at += run.length;
  }

  /** Bytes that are protobuf already. */
  raw(source: Uint8Array, start: number, end: number): void {
    this.bytes.set(source.subarray(start, end), this.#at);
    this.#at += end - start;
  }

  #varint(lowBits: number, highBits: number): void {
    let low = lowBits;
    let high = highBits;
    while (high !== 0) {
      this.bytes[this.#at++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.uint32(low);
  }
}

/** Bytes of a length-prefixed run, its prefix included. */
export function prefixed(length: number): number {
  return uint32Length(length) + length;
}

function uint32Length(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}

export function int32Length(value: number): number {
  return value < 0 ? 10 : uint32Length(value);
}

export function uint64Length(value: bigint): number {
  const high = highWord(value);
  if (high === 0) return uint32Length(lowWord(value));
  // Five bytes hold 35 bits, three of the high word.
  return high < 8 ? 5 : 5 + uint32Length(high >>> 3);
}

function lowWord(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}

function highWord(value: bigint): number {
  return Number(BigInt.asUintN(32, value >> 32n));
}
