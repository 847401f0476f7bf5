/** Something thrown that is no error may hold anything, and may not even bear a look: only its kind is said. */
export function describeThrown(value: unknown): unknown {
  if (typeof value !== "object" && typeof value !== "function") return String(value);
  try {
    if (value instanceof Error) return value;
  } catch {
    // A proxy that refuses to be asked.
  }
  return "something that is no Error was thrown";
}
