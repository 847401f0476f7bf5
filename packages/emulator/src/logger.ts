/** Facts that belong to a line, by name. Credentials never reach a logger. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the emulator writes what happens. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const nothing = (): void => undefined;

/** The default: a library says nothing. */
export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
