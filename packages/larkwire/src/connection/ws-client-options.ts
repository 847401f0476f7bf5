import { DEFAULT_REASSEMBLY_LIMITS } from "@larkwire/protocol";
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
import { type Clock, systemClock } from "../clock.ts";
import type { Dispatcher } from "../dispatch/answering-parts.ts";
import type { Logger, LogLevel } from "../logger.ts";
import { checkCa, checkProxy } from "../network/check-network-option.ts";
import type { CertificateAuthorities } from "../network/dial.ts";
import { type PlatformDomain, platformOrigin } from "../network/platform-domain.ts";

/** Bounds on what the other side, or the app itself, may cost. */
export interface WSClientLimits {
  /** Handlers that run at the same time: of callbacks, and of events. Each has as many. Default 256. */
  maxRunningHandlers?: number | undefined;
  /** Messages that wait for a handler slot before the client stops reading from the network. Default 1,024. */
  maxWaitingMessages?: number | undefined;
  /** Bytes that waiting messages may hold together before the same. Default 64 MiB. */
  maxWaitingBytes?: number | undefined;
  /**
   * Bytes of one WebSocket message. A longer one closes the connection with code 1009. Default 1 MiB, which the
   * official Python client has, too.
   */
  maxFrameBytes?: number | undefined;
  /** Bytes of one message after its parts are put together. Default 16 MiB. */
  maxMessageBytes?: number | undefined;
  /** Parts of one message. Default 1,024. */
  maxParts?: number | undefined;
  /** Split messages that may be incomplete at the same time, per connection. Default 64. */
  maxPartials?: number | undefined;
  /** Bytes that incomplete messages may hold together, per connection. Default 32 MiB. */
  maxPartialBytes?: number | undefined;
  /** Age at which an incomplete message is given up, milliseconds. Default 30,000. */
  maxPartialAgeMs?: number | undefined;
  /** Bytes of answers that the platform has not read yet, before the connection is given up. Default 16 MiB. */
  maxUnsentBytes?: number | undefined;
  /** TCP connect, proxy answer and TLS handshake, each, milliseconds. Default 10,000. */
  dialStepTimeoutMs?: number | undefined;
  /** The discovery request, milliseconds. Default 15,000. */
  discoveryTimeoutMs?: number | undefined;
  /** The WebSocket handshake, milliseconds. Default 15,000. */
  handshakeTimeoutMs?: number | undefined;
  /**
   * Attempts to connect in an hour, for each connection, whatever the platform's timing and the faults are; at least 4.
   * A quarter of them may follow each other as closely as other rules allow, the rest is spread. Default 120.
   */
  maxDialsPerHour?: number | undefined;
  /**
   * How long any sign of life may take after a ping, and once more after one extra ping, milliseconds. Default 10,000.
   * A dead connection is noticed after the platform's ping interval plus twice this at the latest.
   */
  pongTimeoutMs?: number | undefined;
}

/** Options of `WSClient`. */
export interface WSClientOptions {
  /** The app's id, `cli_…`, from the developer console. */
  appId: string;
  /** The app's secret, from the same page. Never logged. */
  appSecret: string;
  /** The handlers: an `EventDispatcher`. */
  dispatcher: Dispatcher;
  /** `"feishu"` (default), `"lark"`, or the origin of a private deployment or an emulator. */
  domain?: PlatformDomain | undefined;
  /** Where log lines go. Default: stderr. `console` would write to stdout. */
  logger?: Logger | undefined;
  /** The least important lines to write. Default `"info"`. */
  logLevel?: LogLevel | undefined;
  /** Long connections to keep at the same time, 1 to 50. The platform gives each message to one of them. Default 1. */
  connections?: number | undefined;
  /**
   * A proxy URL, `http:` or `https:`, for discovery and WebSocket alike; `false` is none. Default: `HTTPS_PROXY`,
   * `HTTP_PROXY` and `NO_PROXY` of the environment.
   */
  proxy?: string | false | undefined;
  /** Certificates, PEM, that are trusted besides the authorities that come with Node. */
  ca?: CertificateAuthorities | undefined;
  /** Closes the client when it aborts. */
  signal?: AbortSignal | undefined;
  /**
   * Attempts in a row, without a connection of 30 seconds between them, before the client gives up; `"platform"` takes
   * the number the platform names. Default: no limit.
   */
  maxReconnects?: number | "platform" | undefined;
  /**
   * Age at which a connection is replaced by a new one, milliseconds, at least 60,000; up to a fifth earlier by chance,
   * so that several take turns. The old one stays until the new one is open and its answers have left. Default: never.
   */
  renewAfterMs?: number | undefined;
  /** For tests: brings late cards to the person. Default: the REST API does. */
  cardUpdates?: CardUpdates | undefined;
  /** Bounds on what the other side, or the app itself, may cost. Each has a default of its own. */
  limits?: WSClientLimits | undefined;
  /** For tests. Default: the machine's clock. */
  clock?: Clock | undefined;
  /** For tests: chance, from 0 to below 1. Default `Math.random`. */
  random?: (() => number) | undefined;
}

/** Options after checking, with all defaults in place. */
export type ResolvedOptions = ReturnType<typeof resolveOptions>;

const MIB = 1024 * 1024;

/** @throws ConfigError `invalid_option` */
export function resolveOptions(options: WSClientOptions): {
  appId: string;
  appSecret: string;
  dispatcher: Dispatcher;
  origin: URL;
  logger: Logger;
  logLevel: LogLevel;
  connections: number;
  proxy: string | false | undefined;
  ca: CertificateAuthorities | undefined;
  signal: AbortSignal | undefined;
  maxReconnects: number | "platform";
  renewAfterMs: number | undefined;
  cardUpdates: CardUpdates | undefined;
  limits: Required<{ [Key in keyof WSClientLimits]: number }>;
  clock: Clock;
  random: () => number;
} {
  if (typeof options !== "object" || options === null) throw invalidOption("WSClient takes one object of options.");
  refuseUnknown("WSClient", options, OPTION_NAMES);
  const dispatcher = checkDispatcher(options.dispatcher);
  const advice = "Copy it from the developer console, Credentials & Basic Info.";
  return {
    appId: credential("appId", options.appId, advice),
    appSecret: credential("appSecret", options.appSecret, advice),
    dispatcher,
    origin: platformOrigin(options.domain ?? "feishu"),
    logger: checkLogger(options.logger),
    logLevel: checkLogLevel(options.logLevel),
    connections: wholeNumber("connections", options.connections, 1, { min: 1, max: 50 }),
    proxy: checkProxy(options.proxy),
    ca: checkCa(options.ca),
    signal: checkSignal(options.signal),
    maxReconnects: checkMaxReconnects(options.maxReconnects),
    renewAfterMs: checkRenewAfter(options.renewAfterMs),
    cardUpdates: checkCardUpdates(options.cardUpdates),
    limits: resolveLimits(options.limits ?? {}),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}

function resolveLimits(limits: WSClientLimits): Required<{ [Key in keyof WSClientLimits]: number }> {
  const count = (name: keyof WSClientLimits, fallback: number): number =>
    wholeNumber(`limits.${name}`, limits[name], fallback, { min: 1, max: MAX_TIMER_MS });
  const resolved = {
    maxRunningHandlers: count("maxRunningHandlers", 256),
    maxWaitingMessages: count("maxWaitingMessages", 1_024),
    maxWaitingBytes: count("maxWaitingBytes", 64 * MIB),
    maxFrameBytes: count("maxFrameBytes", MIB),
    maxMessageBytes: count("maxMessageBytes", DEFAULT_REASSEMBLY_LIMITS.maxMessageBytes),
    maxParts: count("maxParts", DEFAULT_REASSEMBLY_LIMITS.maxParts),
    maxPartials: count("maxPartials", DEFAULT_REASSEMBLY_LIMITS.maxPartials),
    maxPartialBytes: count("maxPartialBytes", DEFAULT_REASSEMBLY_LIMITS.maxPartialBytes),
    maxPartialAgeMs: count("maxPartialAgeMs", DEFAULT_REASSEMBLY_LIMITS.maxAgeMs),
    maxUnsentBytes: count("maxUnsentBytes", 16 * MIB),
    dialStepTimeoutMs: count("dialStepTimeoutMs", 10_000),
    discoveryTimeoutMs: count("discoveryTimeoutMs", 15_000),
    handshakeTimeoutMs: count("handshakeTimeoutMs", 15_000),
    maxDialsPerHour: wholeNumber("limits.maxDialsPerHour", limits.maxDialsPerHour, 120, { min: 4, max: MAX_TIMER_MS }),
    pongTimeoutMs: count("pongTimeoutMs", 10_000),
  };
  refuseUnknown("limits", limits, resolved);
  return resolved;
}

/** Names that are options; the compiler holds both lists to the types. */
const OPTION_NAMES: Readonly<Record<keyof WSClientOptions, true>> = {
  appId: true,
  appSecret: true,
  dispatcher: true,
  domain: true,
  logger: true,
  logLevel: true,
  connections: true,
  proxy: true,
  ca: true,
  signal: true,
  maxReconnects: true,
  renewAfterMs: true,
  cardUpdates: true,
  limits: true,
  clock: true,
  random: true,
};

function checkRenewAfter(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  return wholeNumber("renewAfterMs", value, 0, { min: 60_000, max: MAX_TIMER_MS });
}

function checkMaxReconnects(value: unknown): number | "platform" {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (value === "platform" || value === Number.POSITIVE_INFINITY) return value;
  return wholeNumber("maxReconnects", value, 0, { min: 0, max: Number.MAX_SAFE_INTEGER });
}
