import type { AppRegistry } from "../apps/app-registry.ts";
import type { Town } from "../chat/town.ts";
import type { Emulator } from "../emulator.ts";
import type { Logger } from "../logger.ts";

/** What the admin door needs of the emulator. */
export interface AdminDeps {
  readonly emulator: Emulator;
  readonly apps: AppRegistry;
  readonly town: Town;
  /** The address the emulator was told to listen on. */
  readonly boundHost: string;
  readonly maxBodyBytes: number;
  readonly logger: Logger;
}
