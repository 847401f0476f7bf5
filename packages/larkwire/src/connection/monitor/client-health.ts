import type { HistogramSnapshot } from "../../observability/histogram.ts";
import type { ClientParts } from "../client-parts.ts";
import type { ClientState } from "../client-state.ts";
import type { LinkState } from "../link/link-state.ts";
import type { Gaps } from "./gap-tracker.ts";
import type { Statistics } from "./statistics.ts";

/** One connection in {@link ClientHealth}. Times are milliseconds since 1970. */
export interface ConnectionHealth {
  /** `renewing`: open, and its successor is dialled. */
  readonly state: "idle" | "dialling" | "open" | "renewing" | "waiting" | "closing" | "ended";
  /** As the platform calls it, while it is open. */
  readonly connectionId?: string | undefined;
  /** When it was opened. */
  readonly openedAt?: number | undefined;
  /** When the last frame of any kind came; at first when the connection was opened. */
  readonly lastFrameAt?: number | undefined;
  /** When the last event or callback came. */
  readonly lastMessageAt?: number | undefined;
  /**
   * A ping had no echo within `pongTimeoutMs`, so the connection may be dead. A connection whose pings are answered and
   * on which nothing else comes cannot be told from a quiet one.
   */
  readonly isStale?: boolean | undefined;
  /** When the next attempt is made. */
  readonly nextAttemptAt?: number | undefined;
  /** Code of the reason for the last failed attempt. */
  readonly errorCode?: string | undefined;
}

/**
 * Why messages cannot arrive: the client's state where it is not `connected`, or
 * - `stale`: every open connection has a ping without an echo;
 * - `overloaded`: handlers cannot keep up, and nothing is read.
 */
export type NotReadyReason = Exclude<ClientState["name"], "connected"> | "stale" | "overloaded";

/** A snapshot of a client. Times are milliseconds since 1970. */
export interface ClientHealth {
  /** The client's app. */
  readonly appId: string;
  /** Where the client is. */
  readonly state: ClientState["name"];
  /** Whether messages can arrive and be handled now. */
  readonly ready: boolean;
  /** Set when it is not ready. */
  readonly notReadyBecause?: NotReadyReason | undefined;
  /** False when the client gave up: only a new one can connect again. */
  readonly alive: boolean;
  /** One for each that the client keeps, open or not. */
  readonly connections: readonly ConnectionHealth[];
  /** The latest of all open connections. */
  readonly lastFrameAt?: number | undefined;
  /** The latest of all connections, also of those that are gone. */
  readonly lastMessageAt?: number | undefined;
  /** Handlers that run, of callbacks and of events. */
  readonly runningHandlers: number;
  /** Messages that wait for a handler to be free. */
  readonly waitingMessages: number;
  /** Bytes of those messages together. */
  readonly waitingBytes: number;
  /** Messages that are answered and whose handlers, or works for later, still run. */
  readonly backgroundWorks: number;
  /** Counts since the client was made. */
  readonly statistics: Readonly<Statistics>;
  /** Times without any connection. */
  readonly gaps: Gaps;
  /** Milliseconds from the last byte of a message to the first of its answer. */
  readonly answerLatencyMs: HistogramSnapshot;
  /** How late the latest timer came in the last minute or two: what something held the event loop up by. */
  readonly eventLoopLagMs: number;
  /** Event types that arrived and had no handler, with how often each came. */
  readonly unknownTypes: Readonly<Record<string, number>>;
}

/** What a snapshot is made of. */
export interface HealthFacts {
  readonly appId: string;
  readonly state: ClientState["name"];
  readonly links: readonly LinkState[];
  /** Of connections that are gone. */
  readonly lastMessageAt: number | undefined;
  readonly eventLoopLagMs: number;
  readonly parts: Pick<ClientParts, "monitor" | "slots" | "works">;
  readonly unknownTypes: ReadonlyMap<string, number>;
}

export function clientHealth({ parts, ...facts }: HealthFacts): ClientHealth {
  const { appId, eventLoopLagMs, state } = facts;
  const { monitor, slots, works } = parts;
  const connections = facts.links.map(connectionHealth);
  const reason = notReadyBecause(state, connections, slots.isUnderPressure);
  return {
    appId,
    state,
    ready: reason === undefined,
    notReadyBecause: reason,
    alive: state !== "failed",
    connections,
    lastFrameAt: latest(connections.map(({ lastFrameAt }) => lastFrameAt)),
    lastMessageAt: latest([...connections.map(({ lastMessageAt }) => lastMessageAt), facts.lastMessageAt]),
    runningHandlers: slots.running,
    waitingMessages: slots.waiting,
    waitingBytes: slots.waitingBytes,
    backgroundWorks: works.running,
    statistics: { ...monitor.statistics },
    gaps: monitor.gaps.gaps,
    answerLatencyMs: monitor.latency.snapshot(),
    eventLoopLagMs,
    unknownTypes: Object.fromEntries(facts.unknownTypes),
  };
}

function connectionHealth(state: LinkState): ConnectionHealth {
  switch (state.name) {
    case "open":
    case "renewing":
    case "closing": {
      const { connectionId, openedAt, lastFrameAt, lastMessageAt, isDoubtful } = state.session;
      return { state: state.name, connectionId, openedAt, lastFrameAt, lastMessageAt, isStale: isDoubtful };
    }
    case "waiting":
      return { state: state.name, nextAttemptAt: state.nextAttemptAt, errorCode: state.error.code };
    case "ended":
      return { state: state.name, errorCode: state.error?.code };
    default:
      return { state: state.name };
  }
}

/** @param isOverloaded too much waits for a handler */
function notReadyBecause(
  state: ClientState["name"],
  connections: readonly ConnectionHealth[],
  isOverloaded: boolean,
): NotReadyReason | undefined {
  if (state !== "connected") return state;
  if (isOverloaded) return "overloaded";
  return connections.some(({ isStale }) => isStale === false) ? undefined : "stale";
}

/** The latest of those times that are known. */
export function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
