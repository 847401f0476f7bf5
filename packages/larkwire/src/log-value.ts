/** Bounds on one log line, since what it says may come from the wire or from a handler. */
const MAX_DEPTH = 4;
const MAX_ENTRIES = 50;

/** What of a value goes into a log line: bounded, without functions, an error only by name, message and code. */
export function toLogValue(value: unknown, cleanText: (text: string) => string, depth = 0): unknown {
  try {
    if (typeof value === "string") return cleanText(value);
    if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
    if (value === undefined || typeof value === "function") return undefined;
    if (typeof value !== "object") return cleanText(String(value));
    if (value instanceof Error) return describeError(value, cleanText);
    if (value instanceof Date) return value.toISOString();
    if (depth === MAX_DEPTH) return "…";
    if (Array.isArray(value)) {
      return value.slice(0, MAX_ENTRIES).map((item) => toLogValue(item, cleanText, depth + 1));
    }
    const entries = Object.entries(value).slice(0, MAX_ENTRIES);
    return Object.fromEntries(entries.map(([key, item]) => [cleanText(key), toLogValue(item, cleanText, depth + 1)]));
  } catch {
    return "[unreadable]";
  }
}

/** Never an error's cause or other fields: a request library puts whole requests there. Of the stack, the first place. */
function describeError(error: Error & { code?: unknown }, cleanText: (text: string) => string): unknown {
  const { name, message, code } = error;
  const at = /^\s+at (.+)$/m.exec(String(error.stack))?.[1];
  return {
    name: cleanText(String(name)),
    message: cleanText(String(message)),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(at === undefined ? {} : { at: cleanText(at) }),
  };
}
