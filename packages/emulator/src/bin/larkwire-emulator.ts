#!/usr/bin/env node
import { EmulatorError } from "../errors.ts";
import { startEmulator } from "../start-emulator.ts";
import { type Flags, readFlags, USAGE } from "./flags.ts";
import { stderrLogger } from "./stderr-logger.ts";

const EXIT = { failure: 1, badFlags: 2, portInUse: 4 } as const;

async function main(args: readonly string[]): Promise<void> {
  const flags = readFlags(args);
  if (flags.want === "help") process.stdout.write(USAGE);
  else await run(flags);
}

async function run(flags: Extract<Flags, { want: "run" }>): Promise<void> {
  const emulator = await startEmulator({ ...flags.emulator, logger: stderrLogger() });
  const stop = (): Promise<void> => {
    if (flags.stopsWithStdin) process.stdin.destroy();
    return emulator.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  if (flags.stopsWithStdin) process.stdin.resume().once("close", stop);
  try {
    const { appId, appSecret, encryptKey, verificationToken } = emulator.createApp(flags.app);
    const { url, admin, seed } = emulator;
    const app = { appId, appSecret, encryptKey, verificationToken };
    process.stdout.write(`${JSON.stringify({ url, admin, seed, app })}\n`);
  } catch (error) {
    await stop();
    throw error;
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
    return EXIT.badFlags;
  }
  if (!(error instanceof EmulatorError)) return EXIT.failure;
  if (error.code === "port_in_use") return EXIT.portInUse;
  return error.code === "bad_option" || error.code === "bad_argument" ? EXIT.badFlags : EXIT.failure;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = exitCodeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`larkwire-emulator: ${text}\n`);
  if (process.exitCode === EXIT.badFlags) process.stderr.write("Run with --help for the flags.\n");
});
