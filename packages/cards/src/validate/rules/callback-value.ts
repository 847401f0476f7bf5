import { isJsonObject, type JsonObject } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

/** A value that is text arrives as text, and the official SDKs read objects only. */
export function checkCallbackValue(check: CardCheck, value: JsonObject): void {
  if (typeof value.value === "string") report(check, ["value"]);
  if (!Array.isArray(value.behaviors)) return;
  for (const [index, behavior] of value.behaviors.entries()) {
    if (!isJsonObject(behavior) || behavior.type !== "callback" || typeof behavior.value !== "string") continue;
    report(check, ["behaviors", index, "value"]);
  }
}

function report(check: CardCheck, below: (string | number)[]): void {
  check.report(
    "value_not_object",
    () => "The value is text: official SDKs read objects only, and answer with an error otherwise. Write an object.",
    { below },
  );
}
