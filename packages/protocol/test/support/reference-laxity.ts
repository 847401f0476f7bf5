/**
 * Ways in which the reference libraries read what Google's reader refuses or skips; ours follows Google's. Each has
 * its own test in frame/reference-laxity.test.ts.
 */
export type Laxity =
  /** A known field with another wire type: Google skips it, @bufbuild/protobuf reads the value as if it were right. */
  | "wrong_wire_type"
  /** A field that reaches beyond its header's end: Google refuses it, @bufbuild/protobuf reads on. */
  | "header_overrun"
  /** A length above 32 bits or of more than five bytes: Google refuses it, @bufbuild/protobuf cuts it to 32 bits. */
  | "long_length"
  /** A skipped varint of more than ten bytes: Google refuses it, both libraries skip it. */
  | "long_unknown_varint";

const FRAME_WIRE_TYPES: readonly (number | undefined)[] = [undefined, 0, 0, 0, 0, 2, 2, 2, 2, 2];
const HEADER_WIRE_TYPES: readonly (number | undefined)[] = [undefined, 2, 2];

/** All of these that come before the first thing that every reader refuses. */
export function laxitiesIn(bytes: Uint8Array): Set<Laxity> {
  const walk = new Walk(bytes);
  walk.message(bytes.length, FRAME_WIRE_TYPES);
  return walk.found;
}

/** Reads as Google does, field by field and as plainly as possible; `false` means that the reading is over. */
class Walk {
  readonly found = new Set<Laxity>();
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  message(end: number, wireTypes: readonly (number | undefined)[]): boolean {
    while (this.#at < end) {
      const tag = this.#varint(5);
      if (tag === undefined || tag < 8n || tag > 0xffff_ffffn) return false;
      const field = Number(tag >> 3n);
      const wireType = Number(tag & 7n);
      const expected = wireTypes[field];
      if (expected !== undefined && expected !== wireType) this.found.add("wrong_wire_type");
      const isHeader = wireTypes === FRAME_WIRE_TYPES && field === 5 && wireType === 2;
      const goesOn = isHeader ? this.#header(end) : this.#value(field, wireType, end);
      if (this.#at > end) this.#overrun(end);
      if (!goesOn || this.#at > end) return false;
    }
    return true;
  }

  #header(end: number): boolean {
    const length = this.#length();
    return length !== undefined && this.#at + length <= end && this.message(this.#at + length, HEADER_WIRE_TYPES);
  }

  #value(field: number, wireType: number, end: number): boolean {
    if (wireType === 0) return this.#skipVarint();
    if (wireType === 3) return this.#group(field, end);
    const length = wireType === 1 ? 8 : wireType === 5 ? 4 : wireType === 2 ? this.#length() : undefined;
    this.#at += length ?? 0;
    return length !== undefined;
  }

  #skipVarint(): boolean {
    if (this.#varint(10) !== undefined) return true;
    this.found.add("long_unknown_varint");
    return false;
  }

  #group(field: number, end: number): boolean {
    while (this.#at < end) {
      const tag = this.#varint(5);
      if (tag === undefined || tag < 8n || tag > 0xffff_ffffn) return false;
      const wireType = Number(tag & 7n);
      if (wireType === 4) return Number(tag >> 3n) === field;
      if (!this.#value(Number(tag >> 3n), wireType, end)) return false;
    }
    this.#overrun(end);
    return false;
  }

  #overrun(end: number): void {
    if (end < this.#bytes.length) this.found.add("header_overrun");
  }

  #length(): number | undefined {
    const length = this.#varint(5);
    if (length !== undefined && length <= 0xffff_ffffn) return Number(length);
    this.found.add("long_length");
    return undefined;
  }

  #varint(maxBytes: number): bigint | undefined {
    let value = 0n;
    for (let index = 0; index < maxBytes; index++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return value;
    }
    return undefined;
  }
}
