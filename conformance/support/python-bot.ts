import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { App, Emulator } from "@larkwire/emulator";
import type { BotCommand } from "./official-bot.ts";

/**
 * The interpreter that has the Python SDK: `LARKWIRE_PYTHON` of the environment, else the one in `.venv` at the root:
 * `python3 -m venv .venv && .venv/bin/python -m pip install -r conformance/requirements.txt`
 */
const PYTHON: string = process.env.LARKWIRE_PYTHON ?? fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));

/** A bot of `conformance/official-python/bots`. */
export function pythonBot(name: string): BotCommand {
  const script = fileURLToPath(new URL(`../official-python/bots/${name}`, import.meta.url));
  return { file: PYTHON, args: ["-u", script] };
}

/** The version of the installed Python SDK; `undefined` when there is none, or no Python. */
export function installedLarkOapi(): string | undefined {
  const code = "import importlib.metadata; print(importlib.metadata.version('lark-oapi'))";
  const { status, stdout } = spawnSync(PYTHON, ["-c", code], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Why the tests with the Python SDK do not run here; `false` when they have to: always on CI. */
export function withoutPython(): string | false {
  if (process.env.CI === "true" || installedLarkOapi() !== undefined) return false;
  return "the Python SDK is not installed: see conformance/README.md";
}

/** Runs a bot that ends by itself; resolves with the JSON it prints. */
export async function runPythonBot<Said>(
  name: string,
  { url }: Emulator,
  app: App,
  more: NodeJS.ProcessEnv,
): Promise<Said> {
  const { file, args } = pythonBot(name);
  const env = { ...process.env, LARK_DOMAIN: url, APP_ID: app.appId, APP_SECRET: app.appSecret, ...more };
  const { stdout } = await promisify(execFile)(file, [...args], { env });
  return JSON.parse(stdout) as Said;
}
