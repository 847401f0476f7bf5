/** Protobuf written by hand, so that a test can also write what no encoder would. */

export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A varint of at least `minBytes` bytes; more than it needs makes it overlong. */
export function varint(value: bigint, minBytes = 1): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7fn || bytes.length < minBytes - 1) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return new Uint8Array(bytes);
}

export function tag(field: number, wireType: number): Uint8Array {
  return varint((BigInt(field) << 3n) | BigInt(wireType));
}

export function varintField(field: number, value: bigint, minBytes = 1): Uint8Array {
  return concat(tag(field, 0), varint(value, minBytes));
}

/** A length-prefixed field: text, bytes or a nested message. */
export function runField(field: number, content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === "string" ? new Uint8Array(Buffer.from(content, "utf8")) : content;
  return concat(tag(field, 2), varint(BigInt(bytes.length)), bytes);
}

export function groupField(field: number, content: Uint8Array): Uint8Array {
  return concat(tag(field, 3), content, tag(field, 4));
}

export function headerField(key: string, value: string): Uint8Array {
  return runField(5, concat(runField(1, key), runField(2, value)));
}
