import { posix } from "node:path";
import ts from "typescript";
import type { Source } from "./read-source.ts";

/** Which file, or which room, imports which others. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** The files and what they import of each other; without what is imported for its types alone, unless `withTypes`. */
export function importGraph(sources: readonly Source[], withTypes: boolean): ImportGraph {
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map((source) => [source.path, new Set(targets(source, withTypes).filter((to) => paths.has(to)))]),
  );
}

/** The same for the rooms, the folders directly below a package's `src`. Files beside them are in no room. */
export function roomGraph(files: ImportGraph): ImportGraph {
  const rooms = new Map<string, Set<string>>();
  for (const [file, imported] of files) {
    const from = roomOf(file);
    for (const to of [...imported].map(roomOf)) {
      if (from === undefined || to === undefined || from === to) continue;
      rooms.set(from, (rooms.get(from) ?? new Set()).add(to));
    }
  }
  return rooms;
}

/** `packages/larkwire/src/connection` for all that is below it. */
export function roomOf(file: string): string | undefined {
  return /^packages\/[^/]+\/src\/[^/]+(?=\/)/.exec(file)?.[0];
}

/** Those that can be reached from each other, sorted: each list is a circle, or circles that touch. */
export function circles(graph: ImportGraph): string[][] {
  const reach = new Map([...graph.keys()].map((node) => [node, reachable(graph, node)]));
  const seen = new Set<string>();
  const found: string[][] = [];
  for (const [node, there] of reach) {
    if (seen.has(node) || !there.has(node)) continue;
    const circle = [...there].filter((other) => reach.get(other)?.has(node)).sort();
    for (const other of circle) seen.add(other);
    found.push(circle);
  }
  return found;
}

function reachable(graph: ImportGraph, start: string): Set<string> {
  const found = new Set<string>();
  const next = [start];
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    for (const to of graph.get(node) ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      next.push(to);
    }
  }
  return found;
}

function targets({ path, tree }: Source, withTypes: boolean): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    if (!moduleSpecifier.text.startsWith(".") || (!withTypes && isOfTypes(statement))) return [];
    return [posix.join(posix.dirname(path), moduleSpecifier.text)];
  });
}

function isOfTypes(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly || areTypes(statement.exportClause);
  const { importClause } = statement;
  if (importClause === undefined) return false;
  return importClause.isTypeOnly || (importClause.name === undefined && areTypes(importClause.namedBindings));
}

function areTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (bindings === undefined || (!ts.isNamedImports(bindings) && !ts.isNamedExports(bindings))) return false;
  return bindings.elements.length > 0 && bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}
