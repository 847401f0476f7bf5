// A leading U+FEFF is part of the text: a header has to come back as it was sent.
const utf8Decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const utf8Encoder = new TextEncoder();

/** Above this length the runtime's own decoder is faster than a loop. Measured: decisions/0001-frame-codec.md. */
const LOOP_MAX_BYTES = 48;

/** UTF-8 to text; malformed sequences become U+FFFD, never an error. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > LOOP_MAX_BYTES) return utf8Decoder.decode(bytes.subarray(start, end));
  let text = "";
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte > 0x7f) return utf8Decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Bytes that `text` takes as UTF-8; a lone surrogate counts as U+FFFD, 3 bytes. */
export function textLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(at + 1))) {
      length += 2;
      at += 1;
    } else length += 2;
  }
  return length;
}

/** Writes `text` at `offset`, which must have room for `byteLength` bytes. */
export function writeText(text: string, byteLength: number, target: Uint8Array, offset: number): void {
  if (byteLength === text.length && byteLength <= LOOP_MAX_BYTES) {
    for (let at = 0; at < byteLength; at++) target[offset + at] = text.charCodeAt(at);
    return;
  }
  utf8Encoder.encodeInto(text, target.subarray(offset, offset + byteLength));
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
