import { show } from "@larkwire/protocol";
import type { SizeField } from "../rows/field.ts";
import type { CardCheck } from "./card-check.ts";
import { LENGTH } from "./patterns.ts";

const ONE_LENGTH = new RegExp(LENGTH);

/** Checks a length such as `"20px"`, several of them, or a word that stands for one. */
export function checkSize(check: CardCheck, field: SizeField, value: string): void {
  if (field.names?.includes(value) === true) return;
  const parts = value.split(" ");
  const counts = field.counts ?? [1];
  if (!counts.includes(parts.length)) {
    check.report("wrong_value", () => `${show(value)} is no length here. ${expected(field)}`);
    return;
  }
  for (const part of parts) {
    const fault = faultOf(field, part);
    if (fault === undefined) continue;
    check.report(fault, () => {
      const reason = fault === "out_of_range" ? "is outside its bounds" : "is no length here";
      return `${show(part)} ${reason}. ${expected(field)}`;
    });
    return;
  }
}

function faultOf(field: SizeField, part: string): "wrong_value" | "out_of_range" | undefined {
  const found = ONE_LENGTH.exec(part);
  if (found === null) return "wrong_value";
  const [, digits = "0", unit = "px"] = found;
  const length = Number(digits);
  const bounds = unit === "%" ? field.percent : field.px;
  if (bounds === undefined) return "wrong_value";
  const [min, max] = bounds;
  return length < min || (max !== null && length > max) ? "out_of_range" : undefined;
}

function expected({ names = [], px, percent, counts = [1] }: SizeField): string {
  const words = names.map((name) => JSON.stringify(name));
  if (px !== undefined) words.push(range(px, "px"));
  if (percent !== undefined) words.push(range(percent, "%"));
  const several = counts.length === 1 && counts[0] === 1 ? "" : `, ${counts.join(" or ")} of them separated by blanks`;
  return `Write ${words.join(" or ")}${several}.`;
}

function range([min, max]: readonly [number, number | null], unit: string): string {
  return max === null ? `a length from ${min}${unit} on` : `a length from ${min}${unit} to ${max}${unit}`;
}
