import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { type Attempt, done, refused } from "../attempt.ts";

/** What each kind of message needs in its `content`. Source: "Send message content". */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ["text", ["text"]],
  ["post", []],
  ["image", ["image_key"]],
  ["file", ["file_key"]],
  ["audio", ["file_key"]],
  ["media", ["file_key"]],
  ["sticker", ["file_key"]],
  ["share_chat", ["chat_id"]],
  ["share_user", ["user_id"]],
  ["interactive", []],
]);

/** Longest `content` in bytes. Source: "Send a message". Cards have their own limits. */
const MAX_CONTENT_BYTES: ReadonlyMap<string, number> = new Map([
  ["text", 150 * 1024],
  ["post", 30 * 1024],
]);

export type ContentReason = "unknown_msg_type" | "bad_content" | "too_long";

/** Reads the `content` of a message of a kind that this emulator knows. */
export function readContent(msgType: string, content: string): Attempt<JsonObject, ContentReason> {
  const required = REQUIRED.get(msgType);
  if (required === undefined) {
    const known = [...REQUIRED.keys()].join(", ");
    return refused("unknown_msg_type", `"${msgType}" is no msg_type that is known here. Known are: ${known}.`);
  }
  const max = MAX_CONTENT_BYTES.get(msgType);
  if (max !== undefined && Buffer.byteLength(content) > max) {
    return refused("too_long", `The content has more than the ${max} bytes a ${msgType} message may have. Send less.`);
  }
  const parsed = parseObject(content);
  if (parsed === undefined) {
    return refused("bad_content", `The content is no JSON object. Send it as JSON text, as ${example(msgType)}.`);
  }
  const missing = required.find((key) => typeof parsed[key] !== "string" || parsed[key] === "");
  if (missing === undefined) return done(parsed);
  return refused(
    "bad_content",
    `The content of a ${msgType} message needs "${missing}", a string that is not empty. Send it as ${example(msgType)}.`,
  );
}

function example(msgType: string): string {
  const [key] = REQUIRED.get(msgType) ?? [];
  return key === undefined ? "{…}" : JSON.stringify({ [key]: "…" });
}

function parseObject(json: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
