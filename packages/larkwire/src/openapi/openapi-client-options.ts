import { refuseUnknown, wholeNumber } from "../check-option.ts";
import { checkLogger, checkLogLevel, credential, MAX_TIMER_MS } from "../check-transport-option.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { Logger, LogLevel } from "../logger.ts";
import { checkCa, checkProxy } from "../network/check-network-option.ts";
import type { CertificateAuthorities } from "../network/dial.ts";
import { type PlatformDomain, platformOrigin } from "../network/platform-domain.ts";

/** Bounds on what a call may cost. */
export interface OpenApiLimits {
  /** From the request's first byte to the reply's last, milliseconds. Default 10,000. */
  requestTimeoutMs?: number | undefined;
  /** TCP connect, proxy answer and TLS handshake, each, milliseconds. Default 10,000. */
  dialStepTimeoutMs?: number | undefined;
  /** Bytes of a reply. Default 4 MiB. */
  maxReplyBytes?: number | undefined;
  /** How long one call may wait, in all, for the platform to take requests again, milliseconds. Default 10,000; 0: never. */
  maxRateLimitWaitMs?: number | undefined;
}

/** Options of `OpenApiClient`. */
export interface OpenApiClientOptions {
  /** The app's id, `cli_…`, from the developer console. */
  appId: string;
  /** The app's secret, from the same page. Never logged. */
  appSecret: string;
  /** `"feishu"` (default), `"lark"`, or the origin of a private deployment or an emulator. */
  domain?: PlatformDomain | undefined;
  /** URL of an HTTP proxy, or `false` for none. Default: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the environment. */
  proxy?: string | false | undefined;
  /** Certificate authorities, in PEM, that are trusted besides Node's own. */
  ca?: CertificateAuthorities | undefined;
  /** Where log lines go. Default: stderr. */
  logger?: Logger | undefined;
  /** The least important lines to write. Default `"info"`. */
  logLevel?: LogLevel | undefined;
  /** Bounds on what a call may cost. Each has a default of its own. */
  limits?: OpenApiLimits | undefined;
  /** For tests. Default: the machine's clock. */
  clock?: Clock | undefined;
}

/** {@link OpenApiClientOptions}, checked and complete. */
export interface ResolvedOpenApiOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly origin: URL;
  readonly proxy: string | false | undefined;
  readonly ca: CertificateAuthorities | undefined;
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  readonly limits: Required<{ [Key in keyof OpenApiLimits]: number }>;
  readonly clock: Clock;
}

/** @throws ConfigError `invalid_option` */
export function resolveOpenApiOptions(options: OpenApiClientOptions): ResolvedOpenApiOptions {
  refuseUnknown("OpenApiClient", options, OPTION_NAMES);
  const advice = "Copy it from the developer console, Credentials & Basic Info.";
  return {
    appId: credential("appId", options.appId, advice),
    appSecret: credential("appSecret", options.appSecret, advice),
    origin: platformOrigin(options.domain ?? "feishu"),
    proxy: checkProxy(options.proxy),
    ca: checkCa(options.ca),
    logger: checkLogger(options.logger),
    logLevel: checkLogLevel(options.logLevel),
    limits: resolveLimits(options.limits ?? {}),
    clock: options.clock ?? systemClock,
  };
}

function resolveLimits(limits: OpenApiLimits): ResolvedOpenApiOptions["limits"] {
  const number = (name: keyof OpenApiLimits, fallback: number, min: number): number =>
    wholeNumber(`limits.${name}`, limits[name], fallback, { min, max: MAX_TIMER_MS });
  const resolved = {
    requestTimeoutMs: number("requestTimeoutMs", 10_000, 1),
    dialStepTimeoutMs: number("dialStepTimeoutMs", 10_000, 1),
    maxReplyBytes: number("maxReplyBytes", 4 * 1024 * 1024, 1_024),
    maxRateLimitWaitMs: number("maxRateLimitWaitMs", 10_000, 0),
  };
  refuseUnknown("limits", limits, resolved);
  return resolved;
}

/** Names that are options; the compiler holds the list to the type. */
const OPTION_NAMES: Readonly<Record<keyof OpenApiClientOptions, true>> = {
  appId: true,
  appSecret: true,
  domain: true,
  proxy: true,
  ca: true,
  logger: true,
  logLevel: true,
  limits: true,
  clock: true,
};
