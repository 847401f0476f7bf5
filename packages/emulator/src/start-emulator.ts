import { Emulator } from "./emulator.ts";
import { type EmulatorOptions, resolveOptions } from "./options.ts";

/**
 * Starts the open platform on this machine. Emulators in one process know nothing of each other.
 *
 * @throws EmulatorError `bad_option` before anything else is done; `port_in_use` or `listen_failed`
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return Emulator.start(resolveOptions(options));
}
