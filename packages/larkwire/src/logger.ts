import { toLogValue } from "./log-value.ts";
import type { Redactor } from "./redactor.ts";

/** Facts beside a log message. Values are written as JSON. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where log lines go. `console` fits, and so do small wrappers of pino or winston. */
export interface Logger {
  /** Every frame and request. */
  trace(message: string, fields?: LogFields): void;
  /** What helps to understand a run step by step. */
  debug(message: string, fields?: LogFields): void;
  /** What happens as it should. */
  info(message: string, fields?: LogFields): void;
  /** What went wrong and is dealt with, or will be. */
  warn(message: string, fields?: LogFields): void;
  /** What somebody has to look at. */
  error(message: string, fields?: LogFields): void;
}

/** From most to least; `"silent"` is nothing at all. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/** How much a line matters. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Characters of a message or of a text beside it that are written; what comes from the wire may be longer. */
const MAX_TEXT_LENGTH = 2_000;

type LineLevel = Exclude<LogLevel, "silent">;

/** Writes lines such as `2026-01-31T08:00:00.000Z info larkwire: connected {"connectionId":"7"}` to stderr. */
export const stderrLogger: Logger = {
  trace: (message, fields) => writeLine("trace", message, fields),
  debug: (message, fields) => writeLine("debug", message, fields),
  info: (message, fields) => writeLine("info", message, fields),
  warn: (message, fields) => writeLine("warn", message, fields),
  error: (message, fields) => writeLine("error", message, fields),
};

function writeLine(level: LineLevel, message: string, fields: LogFields | undefined): void {
  const facts = fields === undefined ? "" : ` ${JSON.stringify(fields)}`;
  process.stderr.write(`${new Date().toISOString()} ${level} larkwire: ${message}${facts}\n`);
}

/**
 * The logger that the package itself uses: a level, fields that every line carries, credentials removed, and a sink
 * that cannot break its caller by throwing.
 */
export class Log implements Logger {
  readonly #sink: Logger;
  readonly #threshold: number;
  readonly #redactor: Redactor;
  readonly #fields: LogFields;

  constructor(sink: Logger, level: LogLevel, redactor: Redactor, fields: LogFields = {}) {
    this.#sink = sink;
    this.#threshold = LOG_LEVELS.indexOf(level);
    this.#redactor = redactor;
    this.#fields = fields;
  }

  /** Whether a line of this level would be written: ask before composing a costly one. */
  writes(level: LineLevel): boolean {
    return LOG_LEVELS.indexOf(level) >= this.#threshold;
  }

  with(fields: LogFields): Log {
    const level = LOG_LEVELS[this.#threshold] ?? "silent";
    return new Log(this.#sink, level, this.#redactor, { ...this.#fields, ...fields });
  }

  trace(message: string, fields?: LogFields): void {
    this.#write("trace", message, fields);
  }

  debug(message: string, fields?: LogFields): void {
    this.#write("debug", message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.#write("info", message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.#write("warn", message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.#write("error", message, fields);
  }

  #write(level: LineLevel, message: string, fields: LogFields | undefined): void {
    if (!this.writes(level)) return;
    try {
      const facts = toLogValue({ ...this.#fields, ...fields }, (text) => this.#cleanText(text)) as LogFields;
      const written: unknown = this.#sink[level](
        this.#cleanText(message),
        Object.keys(facts).length === 0 ? undefined : facts,
      );
      if (written instanceof Promise) written.catch(ignore);
    } catch {
      // A logger that fails must not take an answer down with it.
    }
  }

  /** One line, without credentials, of bounded length. */
  #cleanText(text: string): string {
    const line = this.#redactor.redact(text).replace(/\p{Cc}+/gu, " ");
    return line.length > MAX_TEXT_LENGTH ? `${line.slice(0, MAX_TEXT_LENGTH)}…` : line;
  }
}

function ignore(): void {
  // A logger that fails later must not take the process down with it either.
}
