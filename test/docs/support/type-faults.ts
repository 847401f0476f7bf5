import { join } from "node:path";
import ts from "typescript";
import type { CodeBlock } from "./code-blocks.ts";
import { ROOT } from "./documents.ts";

/** Type-checks blocks as modules that lie in the repository's root, each on its own, and lists what is wrong. */
export function typeFaults(blocks: readonly CodeBlock[]): string[] {
  const modules = new Map(blocks.map((block, index) => [join(ROOT, `snippet-${index}.ts`), block]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => modules.has(file) || fileExists(file);
  host.readFile = (file) => modules.get(file)?.code ?? readFile(file);
  host.getSourceFile = (file, languageVersion) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, languageVersion);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => describe(diagnostic, modules));
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  // A reader's own file declares nothing for others.
  return { ...options, declaration: false, isolatedDeclarations: false };
}

function describe({ file, start, messageText }: ts.Diagnostic, modules: ReadonlyMap<string, CodeBlock>): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined) return text;
  const [page = file.fileName, firstLine = "1"] = modules.get(file.fileName)?.place.split(":") ?? [];
  const { line } = ts.getLineAndCharacterOfPosition(file, start ?? 0);
  return `${page}:${Number(firstLine) + line} ${text}`;
}
