import type { Clock } from "../clock.ts";
import type { Dispatcher } from "../dispatch/answer-envelope.ts";
import type { Logger, LogLevel } from "../logger.ts";

/** Bounds on what a request, or the app itself, may cost. */
export interface WebhookLimits {
  /** Bytes of a body. A longer one is refused with 413. Default 1 MiB. */
  maxBodyBytes?: number | undefined;
  /** How far the timestamp of a signed request may be from this machine's clock, either way. Default 300,000. */
  maxClockSkewMs?: number | undefined;
  /** Handlers that run at the same time. Beyond it requests get 503. Default 1,000. */
  maxRunningHandlers?: number | undefined;
  /**
   * Signed requests that are remembered so that none runs a handler twice. When there are more, the oldest are
   * forgotten and anything as old as they are is refused. Default 100,000.
   */
  maxRememberedRequests?: number | undefined;
  /** Characters of answers that are kept for a request that comes again unchanged. Default 4 Mi. */
  maxRememberedAnswerLength?: number | undefined;
  /** A handler that takes longer is answered for with 500; the platform gives up after 3 seconds. Default 10,000. */
  answerTimeoutMs?: number | undefined;
}

/** Options of `WebhookReceiver`. */
export interface WebhookReceiverOptions {
  /** The handlers: an `EventDispatcher`. */
  dispatcher: Dispatcher;
  /** The app's Encrypt Key, from Events & Callbacks, Encryption Strategy. With it only encrypted, signed requests pass. */
  encryptKey?: string | undefined;
  /** The app's Verification Token, from the same page. Legacy card callbacks need it. */
  verificationToken?: string | undefined;
  /** `true` allows a receiver with neither key nor token, which believes everybody. Default `false`. */
  insecure?: boolean | undefined;
  /** The app's id, `cli_…`: what is addressed to another app is refused. Default: not looked at. */
  appId?: string | undefined;
  /** The path of the request URL, such as `"/webhook/event"`; others get 404. Default: every path. */
  path?: string | undefined;
  /** Where log lines go. Default: stderr. `console` would write to stdout. */
  logger?: Logger | undefined;
  /** The least important lines to write. Default `"info"`. */
  logLevel?: LogLevel | undefined;
  /** Bounds on what a request, or the app itself, may cost. Each has a default of its own. */
  limits?: WebhookLimits | undefined;
  /** Closes the receiver when it aborts. */
  signal?: AbortSignal | undefined;
  /** For tests. Default: the machine's clock. */
  clock?: Clock | undefined;
}
