import { randomInt } from "node:crypto";
import {
  ANSWER_DEADLINE_MS,
  type ClientConfig,
  DEFAULT_CLIENT_CONFIG,
  MAX_CONNECTIONS_PER_APP,
} from "@larkwire/protocol";
import type { CardChecks } from "./chat/cards/check-card.ts";
import { type Quirks, resolveQuirks } from "./chat/interaction/quirks.ts";
import { type Clock, MAX_TIMER_MS, realClock } from "./clock.ts";
import { type DeliveryOptions, type DeliverySettings, resolveDeliveryOptions } from "./delivery/delivery-options.ts";
import { harmless, type Logger, silentLogger } from "./logger.ts";
import { type OpenApiOptions, type OpenApiSettings, resolveOpenApiOptions } from "./openapi/open-api-options.ts";
import { methods, refuseUnknownNames, wholeNumber, wrong } from "./option-checks.ts";
import type { EmulatorClock } from "./time/emulator-clock.ts";
import { ManualClock } from "./time/manual-clock.ts";
import { ShiftedClock } from "./time/shifted-clock.ts";
import { resolveWebhookOptions, type WebhookOptions, type WebhookSettings } from "./webhook/webhook-options.ts";

/** What `startEmulator` takes. Every member has a default. */
export interface EmulatorOptions {
  /** Address to listen on. Default `"127.0.0.1"`: only this machine. There is no password on the admin door. */
  readonly host?: string | undefined;
  /** Port to listen on; 0 takes a free one. Default 0. */
  readonly port?: number | undefined;
  /** Start of all ids and random choices, 0 to 4,294,967,295. Equal seeds give equal ids. Default: random. */
  readonly seed?: number | undefined;
  /**
   * Where all times and deadlines come from. `"manual"` is a clock of its own that stands still until
   * `emulator.clock.advance`; a `ManualClock` is the same, shared with whoever has it. Any other clock runs by itself
   * and can be advanced as well. Default: the machine's clock.
   */
  readonly clock?: Clock | "manual" | undefined;
  /** Where to write what happens. That it throws harms nobody. Default: nowhere. */
  readonly logger?: Logger | undefined;
  /**
   * What the platform tells clients about reconnecting and pings. Durations are whole seconds, in milliseconds.
   * Default: reconnectCount -1, reconnectIntervalMs 120,000, reconnectNonceMs 30,000, pingIntervalMs 120,000, as
   * observed on the real platform.
   */
  readonly clientConfig?: Partial<ClientConfig> | undefined;
  /** Longest payload of one frame sent to a client; longer messages are split. Default 65,536. */
  readonly maxFramePayloadBytes?: number | undefined;
  /** Longest frame taken from a client; a longer one ends its connection with 1009. Default 4,194,304. */
  readonly maxReceivedFrameBytes?: number | undefined;
  /** Connections one app may hold; the next is refused. Default 50, the platform's documented limit. */
  readonly maxConnectionsPerApp?: number | undefined;
  /** Time an app has to answer. Default 3,000, the platform's documented limit. */
  readonly answerDeadlineMs?: number | undefined;
  /** Who gets a push, and when a failed event is pushed again. Default: as the platform documents it. */
  readonly delivery?: DeliveryOptions | undefined;
  /** How requests are sent to the apps' servers. Default: as the platform does. */
  readonly webhook?: WebhookOptions | undefined;
  /** Time between the discovery reply and the use of its single-use ticket. Default 30,000. */
  readonly ticketLifetimeMs?: number | undefined;
  /** Time between two RFC 6455 pings to every client. Default 30,000. */
  readonly rfcPingIntervalMs?: number | undefined;
  /** Deliveries the journal keeps. Default 1,000. It is also bounded to 32 Mi characters. */
  readonly maxJournalEntries?: number | undefined;
  /** Messages of all chats that are kept; the oldest fall out, with their cards. Default 20,000. */
  readonly maxMessages?: number | undefined;
  /** States that are kept of each card; the oldest fall out. Default 50. */
  readonly maxCardVersions?: number | undefined;
  /**
   * How strictly the cards of apps are checked when they are sent, changed or answered with: `"strict"`, all that the
   * platform documents; `"lenient"`, what has been seen to be refused; `"off"`, of answers the root alone. Default
   * `"strict"`.
   */
  readonly cardChecks?: CardChecks | undefined;
  /** How to decide what the platform's documentation leaves open. Default: see `Quirks`. */
  readonly quirks?: Partial<Quirks> | undefined;
  /** Longest body of a request to the admin door. Default 1,048,576. */
  readonly maxAdminBodyBytes?: number | undefined;
  /** How strict the REST calls are. */
  readonly openApi?: OpenApiOptions | undefined;
}

/** `EmulatorOptions`, checked and complete. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly seed: number;
  readonly clock: EmulatorClock;
  /** Whether nobody else sets this clock, so that a reset may. */
  readonly ownsClock: boolean;
  readonly logger: Logger;
  readonly clientConfig: ClientConfig;
  readonly maxFramePayloadBytes: number;
  readonly maxReceivedFrameBytes: number;
  readonly maxConnectionsPerApp: number;
  readonly answerDeadlineMs: number;
  readonly delivery: DeliverySettings;
  readonly webhook: WebhookSettings;
  readonly ticketLifetimeMs: number;
  readonly rfcPingIntervalMs: number;
  readonly maxJournalEntries: number;
  readonly maxMessages: number;
  readonly maxCardVersions: number;
  readonly quirks: Quirks;
  readonly cardChecks: CardChecks;
  readonly maxAdminBodyBytes: number;
  readonly openApi: OpenApiSettings;
}

const MIB = 1024 * 1024;

/** The numbers among the options: default, least and greatest value. */
const NUMBERS = {
  port: { default: 0, min: 0, max: 65_535 },
  maxFramePayloadBytes: { default: 65_536, min: 1, max: 64 * MIB },
  maxReceivedFrameBytes: { default: 4 * MIB, min: 1_024, max: 64 * MIB },
  maxConnectionsPerApp: { default: MAX_CONNECTIONS_PER_APP, min: 1, max: 10_000 },
  answerDeadlineMs: { default: ANSWER_DEADLINE_MS, min: 1, max: MAX_TIMER_MS },
  ticketLifetimeMs: { default: 30_000, min: 1, max: MAX_TIMER_MS },
  rfcPingIntervalMs: { default: 30_000, min: 1, max: MAX_TIMER_MS },
  maxJournalEntries: { default: 1_000, min: 1, max: 1_000_000 },
  maxMessages: { default: 20_000, min: 1, max: 1_000_000 },
  maxCardVersions: { default: 50, min: 1, max: 10_000 },
  maxAdminBodyBytes: { default: MIB, min: 1_024, max: 64 * MIB },
} as const;

type NumberName = keyof typeof NUMBERS;

const OTHERS = [
  "host",
  "seed",
  "clock",
  "logger",
  "clientConfig",
  "delivery",
  "webhook",
  "quirks",
  "cardChecks",
  "openApi",
] as const;

/** Fills in defaults. Throws `bad_option` for the first option that is unknown or wrong. */
export function resolveOptions(options: EmulatorOptions): Settings {
  refuseUnknownNames(options, [...Object.keys(NUMBERS), ...OTHERS], "option");
  const host = options.host ?? "127.0.0.1";
  if (typeof host !== "string" || host.trim() === "") throw wrong("host", host, "an address such as 127.0.0.1");
  return {
    host,
    seed: options.seed === undefined ? randomInt(2 ** 32) : wholeNumber("seed", options.seed, 0, 2 ** 32 - 1),
    ...resolveClock(options.clock ?? realClock),
    logger: harmless(methods("logger", options.logger ?? silentLogger, ["debug", "info", "warn", "error"])),
    clientConfig: resolveClientConfig(options.clientConfig ?? {}),
    delivery: resolveDeliveryOptions(options.delivery ?? {}),
    webhook: resolveWebhookOptions(options.webhook ?? {}),
    quirks: resolveQuirks(options.quirks ?? {}),
    cardChecks: resolveCardChecks(options.cardChecks ?? "strict"),
    openApi: resolveOpenApiOptions(options.openApi ?? {}),
    ...resolveNumbers(options),
  };
}

function resolveClock(given: Clock | "manual"): Pick<Settings, "clock" | "ownsClock"> {
  if (given === "manual") return { clock: new ManualClock(), ownsClock: true };
  if (given instanceof ManualClock) return { clock: given, ownsClock: false };
  return { clock: new ShiftedClock(methods("clock", given, ["now", "setTimeout", "clearTimeout"])), ownsClock: true };
}

function resolveCardChecks(given: CardChecks): CardChecks {
  if (["strict", "lenient", "off"].includes(given)) return given;
  throw wrong("cardChecks", given, '"strict", "lenient" or "off"');
}

function resolveNumbers(options: EmulatorOptions): Record<NumberName, number> {
  const number = (name: NumberName): number =>
    wholeNumber(name, options[name] ?? NUMBERS[name].default, NUMBERS[name].min, NUMBERS[name].max);
  return {
    port: number("port"),
    maxFramePayloadBytes: number("maxFramePayloadBytes"),
    maxReceivedFrameBytes: number("maxReceivedFrameBytes"),
    maxConnectionsPerApp: number("maxConnectionsPerApp"),
    answerDeadlineMs: number("answerDeadlineMs"),
    ticketLifetimeMs: number("ticketLifetimeMs"),
    rfcPingIntervalMs: number("rfcPingIntervalMs"),
    maxJournalEntries: number("maxJournalEntries"),
    maxMessages: number("maxMessages"),
    maxCardVersions: number("maxCardVersions"),
    maxAdminBodyBytes: number("maxAdminBodyBytes"),
  };
}

function resolveClientConfig(given: Partial<ClientConfig>): ClientConfig {
  refuseUnknownNames(given, Object.keys(DEFAULT_CLIENT_CONFIG), "member of clientConfig");
  const config = { ...DEFAULT_CLIENT_CONFIG, ...given };
  wholeNumber("clientConfig.reconnectCount", config.reconnectCount, -1, MAX_TIMER_MS);
  for (const name of ["reconnectIntervalMs", "reconnectNonceMs", "pingIntervalMs"] as const) {
    wholeNumber(`clientConfig.${name}`, config[name], 0, MAX_TIMER_MS);
    if (config[name] % 1000 !== 0) {
      throw wrong(`clientConfig.${name}`, config[name], "a multiple of 1000, because the wire carries whole seconds");
    }
  }
  return config;
}
