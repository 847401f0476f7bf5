/** Up to this length a loop is faster than a call into the runtime. Measured: decisions/0001-frame-codec.md. */
const LOOP_MAX_BYTES = 16;

/** UTF-8 to text; malformed sequences become U+FFFD, never an error, and a leading U+FEFF stays. */
export function decodeText(bytes: Buffer, start: number, end: number): string {
  if (end - start > LOOP_MAX_BYTES) return bytes.toString("utf8", start, end);
  let text = "";
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte > 0x7f) return bytes.toString("utf8", start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Bytes that `text` takes as UTF-8; a lone surrogate counts as U+FFFD, 3 bytes. */
export function textLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Writes `text` at `offset`, where there is room for its `byteLength` bytes. */
export function writeText(text: string, byteLength: number, target: Buffer, offset: number): void {
  if (byteLength > LOOP_MAX_BYTES || byteLength !== text.length) target.write(text, offset, byteLength, "utf8");
  else for (let at = 0; at < byteLength; at++) target[offset + at] = text.charCodeAt(at);
}
