import { setImmediate } from "node:timers/promises";
import { type Emulator, EmulatorError, type EmulatorOptions, startEmulator } from "@larkwire/emulator";

const MAX_ATTEMPTS = 1_000;

/**
 * Starts an emulator on the port of `former`, which is closed. Another process may hold that port for a moment as the
 * local end of a connection of its own, so this tries more than once.
 */
export async function restartEmulator(former: Emulator, options: EmulatorOptions = {}): Promise<Emulator> {
  const port = Number(new URL(former.url).port);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startEmulator({ ...options, port });
    } catch (error) {
      const inUse = error instanceof EmulatorError && error.code === "port_in_use";
      if (!inUse || attempt === MAX_ATTEMPTS) throw error;
      await setImmediate();
    }
  }
}
