import { isJsonObject, type JsonObject, show } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

/** Values of options are unique, and what is chosen at first is one of them. */
export function checkChoices(check: CardCheck, value: JsonObject): void {
  if (!Array.isArray(value.options)) return;
  const isPerson = value.tag === "select_person";
  const values = new Set<unknown>();
  for (const [index, option] of value.options.entries()) {
    if (!isJsonObject(option) || typeof option.value !== "string") continue;
    if (values.has(option.value) && !isPerson) {
      const shown = show(option.value);
      check.report(
        "duplicate_option",
        () => `Two options have the value ${shown}, so nobody can tell which was chosen. Change one.`,
        {
          below: ["options", index, "value"],
          errorValue: option.value,
        },
      );
    }
    values.add(option.value);
  }
  checkInitial(check, value, values, value.options.length);
}

function checkInitial(check: CardCheck, value: JsonObject, values: ReadonlySet<unknown>, count: number): void {
  const { initial_option: option, initial_index: index, selected_values: selected } = value;
  if (values.size === 0) return;
  if (typeof option === "string" && option !== "" && !values.has(option)) report(check, option, ["initial_option"]);
  if (typeof index === "number" && index > count) report(check, index, ["initial_index"]);
  if (!Array.isArray(selected)) return;
  for (const [at, one] of selected.entries()) {
    if (typeof one === "string" && !values.has(one)) report(check, one, ["selected_values", at]);
  }
}

function report(check: CardCheck, chosen: string | number, below: (string | number)[]): void {
  check.report(
    "unknown_initial_option",
    () =>
      `${show(chosen)} is chosen at first, but is not among the options, so nothing is. Name the value of an option.`,
    {
      below,
    },
  );
}
