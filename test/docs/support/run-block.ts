import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { TestContext } from "node:test";
import ts from "typescript";
import type { CodeBlock } from "./code-blocks.ts";
import { ROOT } from "./documents.ts";

export interface RunningBlock {
  readonly child: ChildProcess;
  /** Resolves when it has ended, with all that it wrote. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

/** Runs a block as a module of its own process, with the packages as they were built. */
export function runBlock(t: TestContext, block: CodeBlock, env: Readonly<Record<string, string>> = {}): RunningBlock {
  const { outputText } = ts.transpileModule(block.code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--input-type=module"], { cwd: ROOT, env: { ...inherited, ...env } });
  t.after(() => child.kill("SIGKILL"));
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(outputText);
  const ended = once(child, "close").then(([exitCode]) => ({
    exitCode: exitCode as number | null,
    output: Buffer.concat(chunks).toString(),
  }));
  return { child, ended };
}
