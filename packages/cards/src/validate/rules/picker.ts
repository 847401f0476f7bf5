import type { JsonObject } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

/** A time picker shows something from the start. */
export function checkPlaceholder(check: CardCheck, value: JsonObject): void {
  const initial = value.tag === "picker_time" ? "initial_time" : "initial_datetime";
  const hasInitial = typeof value[initial] === "string" && value[initial] !== "";
  if (hasInitial || (value.placeholder !== undefined && value.placeholder !== null)) return;
  check.report(
    "placeholder_missing",
    () => `There is neither a placeholder nor an ${initial}, and one is required. Add one.`,
    {
      below: ["placeholder"],
    },
  );
}
