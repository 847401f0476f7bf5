/** An object of parsed JSON. */
export type JsonObject = Record<string, unknown>;

/** The value as the wire would carry it, or why it cannot. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

const MAX_REASON_LENGTH = 200;
const MAX_SHOWN_LENGTH = 40;

/**
 * What the other side would read: getters and `toJSON` are resolved, members without a JSON form are gone. Never
 * throws; `undefined` stays `undefined`, because nothing would be sent.
 */
export function toJsonValue(value: unknown): JsonResult {
  if (value === undefined) return { ok: true, value };
  try {
    const text = JSON.stringify(value);
    if (text === undefined) return { ok: false, reason: `a ${typeof value} has no JSON form` };
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** Whether a parsed JSON value is an object: no array, not `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the key holds something: `null` counts as missing, as it does for the platform's own SDKs. */
export function has(object: JsonObject, key: string): boolean {
  return object[key] !== undefined && object[key] !== null;
}

/** The kind of a parsed JSON value, for a sentence. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return "text";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A parsed JSON value as short text, for a sentence. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
}

/** A thrown value may itself be hostile: its message can be a getter that throws. */
function reasonOf(error: unknown): string {
  try {
    const text = error instanceof Error ? String(error.message) : String(error);
    return text.replace(/\s+/g, " ").slice(0, MAX_REASON_LENGTH);
  } catch {
    return "what was thrown has no text";
  }
}
