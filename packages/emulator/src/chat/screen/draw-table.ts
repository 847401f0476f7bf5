import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { Pen } from "./pen.ts";
import { plainMarkdown } from "./plain-text.ts";

/** A table, one line for each row. */
export function drawTable(node: JsonObject, pen: Pen): string[] {
  const columns = objects(node.columns);
  const head = columns.map(({ name, display_name }) => String(display_name ?? name ?? ""));
  const rows = objects(node.rows).map((row) =>
    columns.map((column) => drawCell(row[String(column.name)], column, pen)),
  );
  return [head, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function drawCell(value: unknown, column: JsonObject, pen: Pen): string {
  if (value === undefined || value === null) return "";
  switch (column.data_type) {
    case "options":
      return Array.isArray(value)
        ? objects(value)
            .map(({ text }) => String(text))
            .join(", ")
        : String(value);
    case "persons":
      return [value]
        .flat()
        .map((id) => `@${pen.nameOf(String(id))}`)
        .join(" ");
    case "lark_md":
    case "markdown":
      return plainMarkdown(String(value), pen).replaceAll("\n", " ");
    case "date":
      return typeof value === "number" ? new Date(value).toISOString().slice(0, 10) : String(value);
    default:
      return String(value);
  }
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
