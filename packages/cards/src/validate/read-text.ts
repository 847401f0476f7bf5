import type { CardCheck } from "./card-check.ts";
import type { CardIssue } from "./card-issue.ts";

/** Characters of JSON text that are read; the platform takes a sixth of it at most. */
const MAX_CHARS = 1024 * 1024;
const MAX_REASON_LENGTH = 120;

/** The content as the platform would read it, and the text on the wire; or how to say why it cannot be read. */
export type ReadText =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly report: (check: CardCheck) => CardIssue[] };

/** Reads JSON text, or writes a value as JSON and reads it back: getters, `toJSON` and `undefined` count as sent. */
export function readText(content: unknown): ReadText {
  try {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    if (text === undefined) return failure(`a ${typeof content} has no JSON form`);
    if (text.length > MAX_CHARS) return tooLong(text.length);
    return { ok: true, value: JSON.parse(text), text };
  } catch (error) {
    return failure(reasonOf(error));
  }
}

function failure(reason: string): ReadText {
  return {
    ok: false,
    report: (check) => {
      check.report(
        "not_json",
        () => `The content is no JSON (${reason}). Write the card as an object, or as its JSON text.`,
      );
      return check.issues;
    },
  };
}

function tooLong(chars: number): ReadText {
  return {
    ok: false,
    report: (check) => {
      const most = check.limits.maxBytes;
      check.report(
        "card_too_long",
        () =>
          `The card has ${chars} characters as JSON, and at most ${most} bytes are taken (${check.profile}). Shorten it.`,
      );
      return check.issues;
    },
  };
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** A thrown value may itself be hostile: its message can be a getter that throws. */
function reasonOf(error: unknown): string {
  try {
    const text = error instanceof Error ? String(error.message) : String(error);
    return text.replaceAll(/\s+/g, " ").slice(0, MAX_REASON_LENGTH);
  } catch {
    return "what was thrown has no text";
  }
}
