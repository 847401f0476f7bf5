import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { workerdConfig } from "./workerd-config.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SUPPORT = join(ROOT, "test/runtimes/support");

export type Runtime = "bun" | "deno" | "workerd";

export const RUNTIMES: readonly Runtime[] = ["bun", "deno", "workerd"];

/** What each runtime's program is called with. */
function argumentsOf(runtime: Runtime, secrets: readonly string[], config: string): readonly string[] {
  switch (runtime) {
    case "bun":
      return [join(SUPPORT, "bun.mjs"), ...secrets];
    case "deno":
      return ["run", "--no-config", "--allow-net=127.0.0.1", "--allow-env", join(SUPPORT, "deno.mjs"), ...secrets];
    case "workerd":
      return ["serve", "--control-fd=1", `--import-path=${ROOT}`, config];
  }
}

/** The runtime's program, or `undefined` where it is not installed. */
export function findRuntime(runtime: Runtime): string | undefined {
  const program = join(ROOT, "test/runtimes/node_modules/.bin", runtime);
  return existsSync(program) ? program : undefined;
}

/** The app of `app.mjs` in a process of another runtime. */
export interface ServedRuntime extends AsyncDisposable {
  readonly origin: string;
}

export async function serveRuntime(
  runtime: Runtime,
  program: string,
  encryptKey: string,
  verificationToken: string,
): Promise<ServedRuntime> {
  const folder = mkdtempSync(join(tmpdir(), "larkwire-runtime-"));
  const config = join(folder, "config.capnp");
  writeFileSync(config, workerdConfig(encryptKey, verificationToken));
  const child = spawn(program, argumentsOf(runtime, [encryptKey, verificationToken], config), {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: some programs are scripts that start the runtime as a child.
    detached: true,
  });
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += String(chunk);
  });
  const dispose = async (): Promise<void> => {
    await stop(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const origin = await firstOrigin(child, () => log);
    return { origin, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The address in what the process says first: a URL, or a JSON line with a port. */
function firstOrigin(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += String(chunk);
      const port = /(?:127\.0\.0\.1:|"port":)(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`it ended with ${code} before it listened: ${said}${log()}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await exit;
}
