import type { Ack } from "./ack.ts";

export type AckResult =
  | { readonly ok: true; readonly ack: Ack }
  | { readonly ok: false; readonly fault: "not_json" | "no_code" | "bad_data" };

const textDecoder = new TextDecoder();

/**
 * Reads the payload of an answered frame. Takes what the official clients send: `data` absent, `null` (Go) or padded
 * base64 text; `headers` is ignored. `answerJson` is the decoded text, not yet parsed.
 */
export function decodeAck(payload: Uint8Array): AckResult {
  let body: unknown;
  try {
    body = JSON.parse(textDecoder.decode(payload));
  } catch {
    return { ok: false, fault: "not_json" };
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { ok: false, fault: "not_json" };
  const { code, data } = body as { code?: unknown; data?: unknown };
  if (typeof code !== "number") return { ok: false, fault: "no_code" };
  if (data === undefined || data === null) return { ok: true, ack: { code } };
  if (typeof data !== "string" || !isBase64(data)) return { ok: false, fault: "bad_data" };
  return { ok: true, ack: { code, answerJson: Buffer.from(data, "base64").toString("utf8") } };
}

/** Padded and of the standard alphabet, as the JSON readers of Go and Java demand of bytes. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
