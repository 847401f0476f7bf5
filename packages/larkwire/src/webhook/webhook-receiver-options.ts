import type { CardUpdates } from "../card-updates/card-updates.ts";
import { invalidOption, refuseUnknown, wholeNumber } from "../check-option.ts";
import {
  checkCardUpdates,
  checkDispatcher,
  checkLogger,
  checkLogLevel,
  checkSignal,
  credential,
  MAX_TIMER_MS,
} from "../check-transport-option.ts";
import { backgroundClock, type Clock, systemClock } from "../clock.ts";
import type { Dispatcher } from "../dispatch/answering-parts.ts";
import { ConfigError } from "../errors.ts";
import type { Logger, LogLevel } from "../logger.ts";
import type { OpenApiClient } from "../openapi/openapi-client.ts";

/** Bounds on what a request, or the app itself, may cost. */
export interface WebhookLimits {
  /** Bytes of a body. A longer one is refused with 413. Default 1 MiB. */
  maxBodyBytes?: number | undefined;
  /** How far the timestamp of a signed request may be from this machine's clock, either way. Default 300,000. */
  maxClockSkewMs?: number | undefined;
  /** Handlers that run at the same time, for callbacks and for events each. Beyond it requests get 503. Default 1,000. */
  maxRunningHandlers?: number | undefined;
  /**
   * Signed requests that are remembered so that none runs a handler twice. When there are more, the oldest are
   * forgotten, and what was signed in their second or before is refused. At least 1,000. Default 100,000.
   */
  maxRememberedRequests?: number | undefined;
  /**
   * A handler that takes longer is answered for with 500, milliseconds. Only without the dispatcher's deadline guard does
   * any handler take so long; the platform gives up after 3 seconds. Default 10,000.
   */
  answerTimeoutMs?: number | undefined;
}

/** Options of `WebhookReceiver`. */
export interface WebhookReceiverOptions {
  /** The handlers: an `EventDispatcher`. */
  dispatcher: Dispatcher;
  /**
   * The app's Encrypt Key, from the developer console, Events & Callbacks, Encryption Strategy. With it only encrypted
   * and signed requests pass, and signed legacy card callbacks. Never logged.
   */
  encryptKey?: string | undefined;
  /** The app's Verification Token, from the same page. Legacy card callbacks need it. Never logged. */
  verificationToken?: string | undefined;
  /** `true` allows a receiver with neither key nor token, which believes everybody. Default `false`. */
  insecure?: boolean | undefined;
  /** The app's id, `cli_…`: what is addressed to another app is refused. Default: not looked at. */
  appId?: string | undefined;
  /**
   * The platform's REST API, for cards that come later than the answer: `ctx.card`, `ctx.later` and the deadline guard.
   * Without it a late card is reported as an error. It is not closed with the receiver. Default: none.
   */
  api?: OpenApiClient | undefined;
  /** The path of the request URL, such as `"/webhook/event"`; others get 404. Default: every path. */
  path?: string | undefined;
  /** Where log lines go. Default: stderr. `console` would write to stdout. */
  logger?: Logger | undefined;
  /** The least important lines to write. Default `"info"`. */
  logLevel?: LogLevel | undefined;
  /** For tests: brings late cards to the person. Default: the REST API does. */
  cardUpdates?: CardUpdates | undefined;
  /** Bounds on what a request, or the app itself, may cost. Each has a default of its own. */
  limits?: WebhookLimits | undefined;
  /** Closes the receiver when it aborts. */
  signal?: AbortSignal | undefined;
  /** For tests. Default: the machine's clock. */
  clock?: Clock | undefined;
}

/** Options after checking, with all defaults in place. */
export type ResolvedWebhookOptions = ReturnType<typeof resolveWebhookOptions>;

/** @throws ConfigError `invalid_option`, `webhook_not_secured` */
export function resolveWebhookOptions(options: WebhookReceiverOptions): {
  dispatcher: Dispatcher;
  encryptKey: string | undefined;
  verificationToken: string | undefined;
  appId: string | undefined;
  api: OpenApiClient | undefined;
  path: string | undefined;
  logger: Logger;
  logLevel: LogLevel;
  cardUpdates: CardUpdates | undefined;
  limits: Required<{ [Key in keyof WebhookLimits]: number }>;
  signal: AbortSignal | undefined;
  clock: Clock;
  /** For deadlines: the server keeps the process alive, not its receiver. */
  deadlineClock: Clock;
} {
  if (typeof options !== "object" || options === null)
    throw invalidOption("WebhookReceiver takes one object of options.");
  refuseUnknown("WebhookReceiver", options, WEBHOOK_OPTION_NAMES);
  const dispatcher = checkDispatcher(options.dispatcher);
  const encryption = "Copy it from the developer console, Events & Callbacks, Encryption Strategy, or leave it out.";
  const resolved = {
    dispatcher,
    encryptKey: optional("encryptKey", options.encryptKey, encryption),
    verificationToken: optional("verificationToken", options.verificationToken, encryption),
    appId: optional("appId", options.appId, "Copy it from the developer console, Credentials & Basic Info."),
    api: checkApi(options.api),
    path: checkPath(options.path),
    logger: checkLogger(options.logger),
    logLevel: checkLogLevel(options.logLevel),
    cardUpdates: checkCardUpdates(options.cardUpdates),
    limits: resolveLimits(options.limits ?? {}),
    signal: checkSignal(options.signal),
    clock: options.clock ?? systemClock,
    deadlineClock: options.clock ?? backgroundClock,
  };
  requireSecret(resolved, options.insecure);
  return resolved;
}

function resolveLimits(limits: WebhookLimits): Required<{ [Key in keyof WebhookLimits]: number }> {
  const count = (name: keyof WebhookLimits, fallback: number, min: number = 1): number =>
    wholeNumber(`limits.${name}`, limits[name], fallback, { min, max: MAX_TIMER_MS });
  const resolved = {
    maxBodyBytes: count("maxBodyBytes", 1024 * 1024),
    maxClockSkewMs: count("maxClockSkewMs", 300_000),
    maxRunningHandlers: count("maxRunningHandlers", 1_000),
    maxRememberedRequests: count("maxRememberedRequests", 100_000, 1_000),
    answerTimeoutMs: count("answerTimeoutMs", 10_000),
  };
  refuseUnknown("limits", limits, resolved);
  return resolved;
}

/** Names that are options; the compiler holds the list to the type. */
export const WEBHOOK_OPTION_NAMES: Readonly<Record<keyof WebhookReceiverOptions, true>> = {
  dispatcher: true,
  encryptKey: true,
  verificationToken: true,
  insecure: true,
  appId: true,
  api: true,
  path: true,
  logger: true,
  logLevel: true,
  cardUpdates: true,
  limits: true,
  signal: true,
  clock: true,
};

function checkApi(api: OpenApiClient | undefined): OpenApiClient | undefined {
  if (api === undefined || typeof api?.request === "function") return api;
  throw invalidOption("api has to be an OpenApiClient.");
}

/** An empty one is a mistake, such as a variable of the environment that is not set, and must not count as "none". */
function optional(name: string, value: unknown, advice: string): string | undefined {
  return value === undefined ? undefined : credential(name, value, advice);
}

function checkPath(path: unknown): string | undefined {
  if (path === undefined || (typeof path === "string" && /^\/[^?#]*$/.test(path))) return path;
  throw invalidOption('path has to begin with "/" and end before any "?", such as "/webhook/event".');
}

function requireSecret(
  { encryptKey, verificationToken }: { encryptKey: string | undefined; verificationToken: string | undefined },
  insecure: unknown,
): void {
  if (insecure !== undefined && typeof insecure !== "boolean") throw invalidOption("insecure has to be true or false.");
  if (encryptKey !== undefined || verificationToken !== undefined || insecure === true) return;
  throw new ConfigError(
    "webhook_not_secured",
    "Neither encryptKey nor verificationToken is set, so anybody who knows the URL could send events. Set encryptKey, better both, from the developer console, Events & Callbacks, Encryption Strategy. On your own machine insecure: true does without.",
  );
}
