import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a finished child process left behind. */
export interface ChildResult {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A running script of test/children. */
export interface RunningChild extends Disposable {
  readonly process: ChildProcess;
  /** Resolves when it has exited by itself and its output is complete. */
  readonly exited: Promise<ChildResult>;
}

/** Starts `test/children/<name>` in a process of its own, where an unhandled rejection is the end. */
export function runChild(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningChild {
  const script = fileURLToPath(new URL(`../children/${name}`, import.meta.url));
  const flags = ["--expose-gc", "--unhandled-rejections=strict", "--import", import.meta.resolve("tsx")];
  const child = spawn(process.execPath, [...flags, script, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const exited = new Promise<ChildResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) =>
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") }),
    );
  });
  return { process: child, exited, [Symbol.dispose]: () => void child.kill("SIGKILL") };
}
