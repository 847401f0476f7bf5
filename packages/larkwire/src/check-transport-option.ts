import type { CardUpdates } from "./card-updates/card-updates.ts";
import { invalidOption } from "./check-option.ts";
import type { Dispatcher } from "./dispatch/answering-parts.ts";
import { LOG_LEVELS, type Logger, type LogLevel, stderrLogger } from "./logger.ts";

// Options that every transport has.

/** The longest time a timer can wait, about 24 days; also the largest number that the WebSocket library can hold. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;

/** @param advice where to copy the value from */
export function credential(name: string, value: unknown, advice: string): string {
  if (typeof value !== "string" || value === "") throw invalidOption(`${name} has to be a non-empty string. ${advice}`);
  if (value !== value.trim()) throw invalidOption(`${name} begins or ends with white space. ${advice}`);
  return value;
}

export function checkDispatcher(dispatcher: Dispatcher | undefined): Dispatcher {
  if (typeof dispatcher?.dispatch === "function" && typeof dispatcher.policy === "object") return dispatcher;
  throw invalidOption("dispatcher has to be an EventDispatcher. Make one and register your handlers on it.");
}

export function checkLogger(option: Logger | undefined): Logger {
  const logger = option ?? stderrLogger;
  const methods = ["trace", "debug", "info", "warn", "error"] as const;
  const missing = methods.find((method) => typeof logger?.[method] !== "function");
  if (missing !== undefined) throw invalidOption(`logger has no method ${missing}(). It needs ${methods.join(", ")}.`);
  return logger;
}

export function checkLogLevel(option: LogLevel | undefined): LogLevel {
  const logLevel = option ?? "info";
  if (LOG_LEVELS.includes(logLevel)) return logLevel;
  throw invalidOption(`logLevel has to be one of ${LOG_LEVELS.join(", ")}.`);
}

export function checkSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw invalidOption("signal has to be an AbortSignal, such as that of an AbortController.");
}

export function checkCardUpdates(updates: CardUpdates | undefined): CardUpdates | undefined {
  if (updates === undefined || typeof updates?.applyLate === "function") return updates;
  throw invalidOption("cardUpdates has to be an object with a method applyLate().");
}
