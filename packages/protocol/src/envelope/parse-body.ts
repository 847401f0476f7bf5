export type BodyResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** The bytes of a body as JSON: UTF-8, with or without a byte order mark. Never throws. */
export function parseBody(body: Uint8Array): BodyResult {
  try {
    return { ok: true, value: JSON.parse(textOf(body)) };
  } catch {
    return { ok: false };
  }
}

/** Through Buffer, which is twice as fast as TextDecoder for bodies of this size. */
function textOf(body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

const BYTE_ORDER_MARK = 0xfeff;
