import type { Document } from "./documents.ts";

/** A fenced block of a page. */
export interface CodeBlock {
  /** For messages: page and line of the first line of code. */
  readonly place: string;
  /** What stands behind the opening fence; empty when nothing does. */
  readonly language: string;
  /** `<!-- run: … -->` before the block. */
  readonly run: string | undefined;
  readonly code: string;
}

const BLOCK = /(?:<!-- run: (?<run>[\w-]+) -->\n\n)?^```(?<language>\w*)\n(?<code>[\s\S]*?)^```$/gm;

export function codeBlocks({ path, text }: Document): CodeBlock[] {
  return [...text.matchAll(BLOCK)].map((match) => {
    const { run, language = "", code = "" } = match.groups ?? {};
    const line = text.slice(0, match.index + match[0].indexOf("```")).split("\n").length + 1;
    return { place: `${path}:${line}`, language, run, code };
  });
}
