import type { Dispatcher } from "./dispatch/answer-envelope.ts";
import { ConfigError } from "./errors.ts";
import { LOG_LEVELS, type Logger, type LogLevel, stderrLogger } from "./logger.ts";

/** The largest number that timers and the WebSocket library can hold. */
export const MAX_INT32: number = 2 ** 31 - 1;

/** The longest time a timer can wait, about 24 days. */
export const MAX_TIMER_MS: number = MAX_INT32;

export function invalid(message: string): ConfigError {
  return new ConfigError("invalid_option", message);
}

/** @throws ConfigError unless every key of `given` is one of `known` */
export function refuseUnknown(what: string, given: object, known: object): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw invalid(`${what} has no option "${unknown}". There are: ${Object.keys(known).join(", ")}.`);
}

export function wholeNumber(
  name: string,
  value: unknown,
  fallback: number,
  range: { min: number; max: number },
): number {
  if (value === undefined) return fallback;
  if (typeof value === "number" && Number.isInteger(value) && value >= range.min && value <= range.max) return value;
  throw invalid(`${name} has to be a whole number from ${range.min} to ${range.max}.`);
}

/** @param advice where to copy the value from */
export function credential(name: string, value: unknown, advice: string): string {
  if (typeof value !== "string" || value === "") throw invalid(`${name} has to be a non-empty string. ${advice}`);
  if (value !== value.trim()) throw invalid(`${name} begins or ends with white space. ${advice}`);
  return value;
}

export function checkDispatcher(dispatcher: Dispatcher | undefined): Dispatcher {
  if (typeof dispatcher?.dispatch === "function") return dispatcher;
  throw invalid("dispatcher has to be an EventDispatcher. Make one and register your handlers on it.");
}

export function checkLogger(option: Logger | undefined): Logger {
  const logger = option ?? stderrLogger;
  const methods = ["trace", "debug", "info", "warn", "error"] as const;
  const missing = methods.find((method) => typeof logger?.[method] !== "function");
  if (missing !== undefined) throw invalid(`logger has no method ${missing}(). It needs ${methods.join(", ")}.`);
  return logger;
}

export function checkLogLevel(option: LogLevel | undefined): LogLevel {
  const logLevel = option ?? "info";
  if (LOG_LEVELS.includes(logLevel)) return logLevel;
  throw invalid(`logLevel has to be one of ${LOG_LEVELS.join(", ")}.`);
}

export function checkSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw invalid("signal has to be an AbortSignal, such as that of an AbortController.");
}

export function invalidDrainTimeout(): ConfigError {
  return invalid("drainTimeoutMs has to be a number of milliseconds, 0 or more.");
}
