/** Facts that belong to a line, by name. Credentials never reach a logger. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the emulator writes what happens. */
export interface Logger {
  /** What helps to understand a run step by step. */
  debug(message: string, fields?: LogFields): void;
  /** What happens as it should. */
  info(message: string, fields?: LogFields): void;
  /** What the app, or its set-up, has wrong. */
  warn(message: string, fields?: LogFields): void;
  /** What should not happen, whatever the app does. */
  error(message: string, fields?: LogFields): void;
}

const nothing = (): void => undefined;

/** The default: a library says nothing. */
export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Writes where `logger` writes. That it throws or rejects harms nobody. */
export function harmless(logger: Logger): Logger {
  const writing =
    (level: keyof Logger) =>
    (message: string, fields?: LogFields): void => {
      try {
        const written: unknown = logger[level](message, fields);
        if (written instanceof Promise) written.catch(nothing);
      } catch {
        // The line is lost; an exception here would end the process, because most lines are written by listeners.
      }
    };
  return { debug: writing("debug"), info: writing("info"), warn: writing("warn"), error: writing("error") };
}
