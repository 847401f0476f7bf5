import type { LogFields, Logger } from "../logger.ts";

/** Lines of time, level, message and facts on stderr; without debug. */
export function stderrLogger(): Logger {
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      const facts = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
      process.stderr.write(`${new Date().toISOString()} ${level} ${message}${facts.join("")}\n`);
    };
  return { debug: () => undefined, info: write("info"), warn: write("warn"), error: write("error") };
}
