import { CardUpdater } from "../card-updates/card-updater.ts";
import { answeringParts } from "../dispatch/answering-parts.ts";
import type { ConnectionError } from "../errors.ts";
import { Log } from "../logger.ts";
import { Network } from "../network/network.ts";
import { LazyOpenApiClient } from "../openapi/lazy-openapi-client.ts";
import { Redactor } from "../redactor.ts";
import { USER_AGENT } from "../version.ts";
import type { ClientParts } from "./client-parts.ts";
import { Connector } from "./dialling/connector.ts";
import { HandlerSlots } from "./handler-slots.ts";
import { Link } from "./link/link.ts";
import { ClientMonitor } from "./monitor/client-monitor.ts";
import { CardFrameNotice } from "./session/card-frame-notice.ts";
import type { Session } from "./session/session.ts";
import { WakefulClock } from "./wakeful-clock.ts";
import type { ResolvedOptions } from "./ws-client-options.ts";

/** What a client is told by its parts. */
export interface ClientHooks {
  onLinkTransition(): void;
  /** An open connection was lost; its link does not show it yet. */
  onConnectionLost(session: Session, error: ConnectionError): void;
  /** Too much waits for a handler, or no longer so. */
  onPressure(isHigh: boolean): void;
  /** Time has passed unseen, milliseconds. */
  onWake(missedMs: number): void;
}

/** What a client is made of. */
export interface ClientAssembly {
  readonly parts: ClientParts;
  readonly clock: WakefulClock;
  readonly network: Network;
  readonly links: readonly Link[];
  readonly api: LazyOpenApiClient;
}

export function assembleClient(options: ResolvedOptions, hooks: ClientHooks): ClientAssembly {
  const redactor = new Redactor();
  redactor.add(options.appSecret);
  // It may be the secret, when the two are swapped.
  if (!looksLikeAppId(options.appId)) redactor.add(options.appId);
  const clock = new WakefulClock(options.clock, (missedMs) => hooks.onWake(missedMs));
  const { appId, appSecret, logger, logLevel, origin } = options;
  const { ca, limits, proxy } = options;
  const api = new LazyOpenApiClient({
    ...{ appId, appSecret, ca, clock, logger, logLevel, proxy },
    domain: origin.origin,
    limits: { dialStepTimeoutMs: limits.dialStepTimeoutMs },
  });
  const parts = makeParts(options, clock, new Log(options.logger, options.logLevel, redactor), api, hooks);
  const network = new Network({ clock, proxy, ca, dialStepTimeoutMs: limits.dialStepTimeoutMs });
  const connector = makeConnector(options, parts, redactor, network);
  const links = Array.from({ length: options.connections }, () => makeLink(options, parts, connector, hooks));
  return { parts, clock, network, links, api };
}

/** Real ids are `cli_` and 16 hex digits. */
export function looksLikeAppId(appId: string): boolean {
  return /^cli_[0-9a-f]{16}$/.test(appId);
}

function makeParts(
  options: ResolvedOptions,
  clock: WakefulClock,
  log: Log,
  api: LazyOpenApiClient,
  hooks: ClientHooks,
): ClientParts {
  const { appId, dispatcher, limits } = options;
  const monitor = new ClientMonitor(appId, clock, log);
  return {
    ...answeringParts({
      clock,
      log,
      dispatcher,
      statistics: monitor.statistics,
      cardUpdates: options.cardUpdates ?? new CardUpdater({ clock, log, client: () => api.get() }),
    }),
    log,
    monitor,
    statistics: monitor.statistics,
    slots: new HandlerSlots({
      maxRunning: limits.maxRunningHandlers,
      maxWaiting: limits.maxWaitingMessages,
      maxWaitingBytes: limits.maxWaitingBytes,
      onPressure: (isHigh) => hooks.onPressure(isHigh),
    }),
    limits: {
      pongTimeoutMs: limits.pongTimeoutMs,
      maxUnsentBytes: limits.maxUnsentBytes,
      reassembly: {
        maxParts: limits.maxParts,
        maxMessageBytes: limits.maxMessageBytes,
        maxPartials: limits.maxPartials,
        maxPartialBytes: limits.maxPartialBytes,
        maxAgeMs: limits.maxPartialAgeMs,
      },
    },
    cardFrameNotice: new CardFrameNotice(log),
  };
}

function makeConnector(
  { appId, appSecret, limits, origin }: ResolvedOptions,
  parts: ClientParts,
  redactor: Redactor,
  network: Network,
): Connector {
  return new Connector({
    parts,
    redactor,
    network,
    origin,
    appId,
    appSecret,
    userAgent: USER_AGENT,
    discoveryTimeoutMs: limits.discoveryTimeoutMs,
    handshakeTimeoutMs: limits.handshakeTimeoutMs,
    maxFrameBytes: limits.maxFrameBytes,
  });
}

function makeLink(options: ResolvedOptions, parts: ClientParts, connector: Connector, hooks: ClientHooks): Link {
  return new Link({
    connector,
    parts,
    random: options.random,
    maxReconnects: options.maxReconnects,
    maxDialsPerHour: options.limits.maxDialsPerHour,
    renewAfterMs: options.renewAfterMs,
    onTransition: () => hooks.onLinkTransition(),
    onLost: (session, error) => hooks.onConnectionLost(session, error),
  });
}
