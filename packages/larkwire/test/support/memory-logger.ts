import type { LogFields, Logger, LogLevel } from "../../src/index.ts";

/** A log line as a test sees it. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields | undefined;
}

/** Keeps log lines. */
export class MemoryLogger implements Logger {
  readonly lines: LogLine[] = [];

  trace(message: string, fields?: LogFields): void {
    this.lines.push({ level: "trace", message, fields });
  }

  debug(message: string, fields?: LogFields): void {
    this.lines.push({ level: "debug", message, fields });
  }

  info(message: string, fields?: LogFields): void {
    this.lines.push({ level: "info", message, fields });
  }

  warn(message: string, fields?: LogFields): void {
    this.lines.push({ level: "warn", message, fields });
  }

  error(message: string, fields?: LogFields): void {
    this.lines.push({ level: "error", message, fields });
  }

  /** Lines of `level` whose message contains `part`. */
  find(level: LogLevel, part: string): LogLine[] {
    return this.lines.filter((line) => line.level === level && line.message.includes(part));
  }
}
