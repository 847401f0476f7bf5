export type BodyResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** The bytes of a body as JSON: UTF-8, with or without a byte order mark. Never throws. */
export function parseBody(body: Uint8Array): BodyResult {
  try {
    return { ok: true, value: JSON.parse(textOf(body)) };
  } catch {
    return { ok: false };
  }
}

function textOf(body: Uint8Array): string {
  const text = asBuffer(body).toString("utf8");
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

/** The same bytes as a Buffer, which reads text twice as fast as TextDecoder for bodies of this size. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const BYTE_ORDER_MARK = 0xfeff;
