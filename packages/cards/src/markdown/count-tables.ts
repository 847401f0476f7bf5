const DELIMITER_ROW = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;

/**
 * How many tables a Markdown text has: a row with a bar, and below it a row of dashes and bars, outside of fenced code.
 * Source: the table extension of CommonMark that the platform's "Rich text" describes.
 */
export function countMarkdownTables(markdown: string): number {
  if (!markdown.includes("|")) return 0;
  let tables = 0;
  let fenced = false;
  let above = "";
  for (const line of markdown.split("\n")) {
    const text = line.trimEnd();
    if (FENCE.test(text)) fenced = !fenced;
    else if (!fenced && above.includes("|") && DELIMITER_ROW.test(text)) tables++;
    above = text;
  }
  return tables;
}
