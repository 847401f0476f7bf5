import type { ClientConfig } from "@larkwire/protocol";
import type { ConnectVerdict } from "../dialling/connect-policy.ts";

/** Wait before the second attempt; it doubles with each further one. */
const BASE_DELAY_MS = 1_000;

/** A server may ask for a longer wait than the configured interval, but not for more than this. */
const MAX_RETRY_AFTER_MS = 600_000;

export interface ReconnectSituation {
  /** 1 for the first attempt after a connection was lost or could not be made. */
  readonly attempt: number;
  readonly verdict: ConnectVerdict;
  /** Whether a connection had been open: then many clients may have been cut at once, and the platform spreads them. */
  readonly wasConnected: boolean;
  readonly config: ClientConfig;
  readonly retryAfterMs: number | undefined;
}

/**
 * Milliseconds to wait before the next attempt.
 *
 * After a loss the first wait is anything up to the platform's `ReconnectNonce`, so at once when that is 0. Further
 * waits double from one second, half of each by chance, up to the platform's `ReconnectInterval`. `wait` takes that
 * interval at once, and up to a quarter more.
 *
 * @param random from 0 to below 1
 */
export function reconnectDelayMs(situation: ReconnectSituation, random: () => number): number {
  return Math.max(ownDelayMs(situation, random), Math.min(MAX_RETRY_AFTER_MS, situation.retryAfterMs ?? 0));
}

function ownDelayMs({ attempt, verdict, wasConnected, config }: ReconnectSituation, random: () => number): number {
  if (verdict === "wait") return config.reconnectIntervalMs * (1 + random() / 4);
  if (attempt === 1 && wasConnected) return config.reconnectNonceMs * random();
  const doubled = BASE_DELAY_MS * 2 ** Math.min(attempt - 1, 20);
  return Math.min(config.reconnectIntervalMs, doubled) * (0.5 + random() / 2);
}
