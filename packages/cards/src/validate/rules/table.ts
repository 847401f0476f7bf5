import { isJsonObject, type JsonObject, kindOf, show } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

/** Rows fit the columns, and the card has not too many tables. */
export function checkTable(check: CardCheck, value: JsonObject): void {
  countTables(check, 1);
  if (!Array.isArray(value.columns) || !Array.isArray(value.rows)) return;
  const types = new Map<string, unknown>();
  for (const column of value.columns) {
    if (isJsonObject(column) && typeof column.name === "string") types.set(column.name, column.data_type);
  }
  for (const [index, row] of value.rows.entries()) {
    if (check.full) return;
    if (isJsonObject(row)) checkRow(check, types, row, index);
  }
}

/** Counts tables of the card; in 1.0 each language has a count of its own. */
export function countTables(check: CardCheck, tables: number): void {
  const { scope, limits } = check;
  const before = scope.tables;
  scope.tables += tables;
  if (before > limits.maxTables || scope.tables <= limits.maxTables) return;
  check.report(
    "too_many_tables",
    () =>
      `With this the card has ${scope.tables} tables, and at most ${limits.maxTables} are taken, those in markdown included. Remove some, or write them as text.`,
    {
      errorValue: "table",
    },
  );
}

function checkRow(check: CardCheck, types: ReadonlyMap<string, unknown>, row: JsonObject, index: number): void {
  for (const name of Object.keys(row)) {
    const cell = row[name];
    const expected = expectedCell(types.get(name), cell);
    if (expected !== undefined) {
      const message = `The cell is ${kindOf(cell)}, but its column holds ${expected}. Change one of them.`;
      check.report("table_row", () => message, { below: ["rows", index, name], errorValue: name });
    } else if (!types.has(name)) {
      const message = `No column is called ${show(name)}, so the cell is not shown. Add the column, or rename the cell.`;
      check.report("table_row_name", () => message, { below: ["rows", index, name], errorValue: name });
    }
  }
}

/** What a cell should have been; `undefined` when it fits. Texts take everything: other values are shown as text. */
function expectedCell(type: unknown, cell: unknown): string | undefined {
  if (cell === null || cell === undefined || cell === "") return undefined;
  switch (type) {
    case "number":
      return typeof cell === "number" ? undefined : "numbers";
    case "date":
      return typeof cell === "number" ? undefined : "dates, as milliseconds";
    case "options":
      return typeof cell === "string" || (Array.isArray(cell) && cell.every(isOption))
        ? undefined
        : "options, { text, color } each";
    case "persons":
      return typeof cell === "string" || (Array.isArray(cell) && cell.every((id) => typeof id === "string"))
        ? undefined
        : "people, by id";
    default:
      return undefined;
  }
}

function isOption(option: unknown): boolean {
  return isJsonObject(option) && typeof option.text === "string";
}
