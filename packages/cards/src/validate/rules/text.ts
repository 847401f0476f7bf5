import type { JsonObject } from "@larkwire/protocol";
import { countMarkdownTables } from "../../markdown/count-tables.ts";
import type { CardCheck } from "../card-check.ts";
import { countTables } from "./table.ts";

/** Tables written in the Markdown of a 2.0 card count as tables of the card (observed). */
export function checkMarkdown(check: CardCheck, value: JsonObject): void {
  if (check.dialect === "1.0" || typeof value.content !== "string") return;
  const tables = countMarkdownTables(value.content);
  if (tables === 0) return;
  countTables(check, tables);
  const { maxMarkdownTables } = check.limits;
  if (tables <= maxMarkdownTables) return;
  check.report(
    "too_many_markdown_tables",
    () => `The text has ${tables} tables, but one markdown takes ${maxMarkdownTables}. Spread them over several.`,
    {
      below: ["content"],
      errorValue: "table",
    },
  );
}

/** A `div` has something to say. */
export function checkDiv(check: CardCheck, value: JsonObject): void {
  if (isThere(value.text) || isThere(value.fields)) return;
  check.report("nothing_to_show", () => "The div has neither a text nor fields, so nothing is shown. Add text.");
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
