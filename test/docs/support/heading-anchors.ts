import type { Document } from "./documents.ts";

/** The anchors of a page's headings, as code hosts make them: lower case, punctuation gone, blanks to hyphens. */
export function headingAnchors({ text }: Document): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-"),
    ),
  );
}
