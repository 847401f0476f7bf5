import { EventDispatcher, type LogFields, type Logger, WSClient, type WSClientOptions } from "../../src/index.ts";
import type { ScriptedPlatform } from "./scripted-platform.ts";

export const APP_ID = "cli_0123456789abcdef";
export const APP_SECRET = "planted-app-secret-000000000000";

/** A log line as a test sees it. */
export interface LogLine {
  readonly level: string;
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
  find(level: string, part: string): LogLine[] {
    return this.lines.filter((line) => line.level === level && line.message.includes(part));
  }
}

/** A client of `platform` that logs into memory. */
export function testClient(
  platform: ScriptedPlatform,
  options: Partial<WSClientOptions> = {},
): { client: WSClient; logger: MemoryLogger } {
  const logger = new MemoryLogger();
  const client = new WSClient({
    appId: APP_ID,
    appSecret: APP_SECRET,
    dispatcher: new EventDispatcher(),
    domain: platform.origin,
    logger,
    logLevel: "trace",
    ...options,
  });
  return { client, logger };
}
