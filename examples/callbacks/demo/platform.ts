import { fileURLToPath } from "node:url";
import { AdminDoor } from "./admin-door.ts";
import type { Cast } from "./cast.ts";
import { DemoError } from "./demo-error.ts";
import { orEnd } from "./or-end.ts";

/** The emulator's one line of JSON on stdout, as far as the demo needs it. */
interface ReadyLine {
  readonly url: string;
  readonly admin: string;
  readonly app: {
    readonly appId: string;
    readonly appSecret: string;
    readonly encryptKey: string;
    readonly verificationToken: string;
  };
}

export interface Platform extends ReadyLine {
  readonly door: AdminDoor;
}

/** Starts the emulator's command and waits until it listens. */
export async function startPlatform(cast: Cast): Promise<Platform> {
  const command = new URL("./dist/bin/larkwire-emulator.mjs", import.meta.resolve("@larkwire/emulator/package.json"));
  const emulator = cast.start({ name: "emulator", file: fileURLToPath(command), args: ["--port", "0"] });
  const ready = parse(await orEnd(emulator.firstLine, cast.signal));
  return { ...ready, door: new AdminDoor(ready.admin, cast.signal) };
}

function parse(line: string): ReadyLine {
  try {
    return JSON.parse(line);
  } catch {
    throw new DemoError(`the emulator's first line is not the JSON that was expected: ${line}`);
  }
}
