import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, without a slash at the end. */
export const ROOT: string = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");

/** One page. */
export interface Document {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** Every page that is written for readers: at the root, in docs and decisions, and one per package. */
export function readDocuments(): Document[] {
  const packages = readdirSync(join(ROOT, "packages")).map((name) => join("packages", name));
  const paths = [".", "docs", "decisions", ...packages].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name)),
  );
  return paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

export function readDocument(path: string): Document {
  return { path, text: readFileSync(join(ROOT, path), "utf8") };
}
