import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SKIPPED = new Set(["node_modules", "dist"]);

/** One source file, parsed. */
export interface Source {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  /** What it imports, re-exports or requires, as written. */
  readonly imports: readonly string[];
}

/** All TypeScript and JavaScript files under `folders`, which begin at the repository's root. */
export function readSources(folders: readonly string[]): Source[] {
  return folders.flatMap((folder) => sourceFiles(join(ROOT, folder))).map((file) => readSource(file));
}

function readSource(file: string): Source {
  const path = relative(ROOT, file).replaceAll("\\", "/");
  return parseSource(path, readFileSync(file, "utf8"));
}

/** A source that need not exist. */
export function parseSource(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return { path, tree, imports: importedFiles.map(({ fileName }) => fileName) };
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

/** All nodes of a source, parents first. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) yield* nodes(child);
}
