import { ArgumentError } from "../errors.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";

/**
 * What remains of `card` after the way over the wire, so that later changes to the caller's object have no effect.
 *
 * @throws EmulatorError `bad_argument` when it is no JSON object
 */
export function copyCard(card: unknown): JsonObject {
  let copy: unknown;
  try {
    copy = JSON.parse(JSON.stringify(card));
  } catch {
    copy = undefined;
  }
  if (isJsonObject(copy)) return copy;
  throw new ArgumentError(
    "bad_argument",
    "The card is no JSON object. Pass Card JSON 1.0 or 2.0 as an object, not as text.",
  );
}
