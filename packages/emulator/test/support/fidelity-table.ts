import { readFileSync } from "node:fs";

/** The rows of the table in FIDELITY.md below a heading, without their padding. */
export function tableBelow(heading: string): string[][] {
  const text = readFileSync(new URL("../../FIDELITY.md", import.meta.url), "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const [, , ...rows] = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}
