/** What the platform tells a client about timing: on the wire in whole seconds, here in milliseconds and checked. */
export interface ClientConfig {
  /** Attempts after a lost connection; `-1` is no limit. */
  readonly reconnectCount: number;
  /** Wait between attempts. */
  readonly reconnectIntervalMs: number;
  /** Upper bound of the random wait before the first attempt. */
  readonly reconnectNonceMs: number;
  /** Time between two pings. */
  readonly pingIntervalMs: number;
}

/** `ClientConfig` as the wire has it: durations in seconds. */
export interface ClientConfigWire {
  ReconnectCount: number;
  ReconnectInterval: number;
  ReconnectNonce: number;
  PingInterval: number;
}

/** Before the platform has said anything. The same four values stand in all official clients. */
export const DEFAULT_CLIENT_CONFIG: ClientConfig = {
  reconnectCount: -1,
  reconnectIntervalMs: 120_000,
  reconnectNonceMs: 30_000,
  pingIntervalMs: 120_000,
};

/** What a client accepts; values outside are moved to the nearest bound. */
const BOUNDS_MS = {
  reconnectInterval: { min: 1_000, max: 600_000 },
  reconnectNonce: { min: 0, max: 120_000 },
  pingInterval: { min: 5_000, max: 600_000 },
} as const;

/**
 * Merges what the platform sent over `current`. A key that is missing or not a finite number keeps its current value;
 * a value that would make a client spin or sleep for ever is moved to the nearest sane bound.
 *
 * @param wire anything: the parsed JSON of a pong's payload or of the discovery reply's `ClientConfig`
 */
export function mergeClientConfig(current: ClientConfig, wire: unknown): ClientConfig {
  if (typeof wire !== "object" || wire === null) return current;
  const hints = wire as Partial<Record<keyof ClientConfigWire, unknown>>;
  return {
    reconnectCount: count(hints.ReconnectCount, current.reconnectCount),
    reconnectIntervalMs: milliseconds(
      hints.ReconnectInterval,
      current.reconnectIntervalMs,
      BOUNDS_MS.reconnectInterval,
    ),
    reconnectNonceMs: milliseconds(hints.ReconnectNonce, current.reconnectNonceMs, BOUNDS_MS.reconnectNonce),
    pingIntervalMs: milliseconds(hints.PingInterval, current.pingIntervalMs, BOUNDS_MS.pingInterval),
  };
}

/** The wire form, for the side that plays the platform. Give whole seconds: Go and Java clients read integers. */
export function clientConfigToWire(config: ClientConfig): ClientConfigWire {
  return {
    ReconnectCount: config.reconnectCount,
    ReconnectInterval: config.reconnectIntervalMs / 1000,
    ReconnectNonce: config.reconnectNonceMs / 1000,
    PingInterval: config.pingIntervalMs / 1000,
  };
}

function count(hint: unknown, current: number): number {
  if (typeof hint !== "number" || !Number.isFinite(hint)) return current;
  return hint < 0 ? -1 : Math.floor(hint);
}

function milliseconds(hint: unknown, current: number, bounds: { min: number; max: number }): number {
  if (typeof hint !== "number" || !Number.isFinite(hint)) return current;
  return Math.min(bounds.max, Math.max(bounds.min, hint * 1000));
}
