import type { WebhookStatistics } from "./webhook-statistics.ts";

/** A snapshot of a receiver. */
export interface WebhookHealth {
  /** Where the receiver is. */
  readonly state: "open" | "closing" | "closed";
  /** Whether requests are taken. */
  readonly ready: boolean;
  /** Set when they are not. */
  readonly notReadyBecause?: "closing" | "closed" | undefined;
  /** Handlers that have not ended, those included that have overrun their time. */
  readonly runningHandlers: number;
  /** Messages that are answered and whose handlers, or works for later, still run. */
  readonly backgroundWorks: number;
  /** Signed requests that are remembered, so that none is handled twice. */
  readonly rememberedRequests: number;
  /** Counts since the receiver was made. */
  readonly statistics: Readonly<WebhookStatistics>;
  /** Event types that arrived and had no handler, with how often each came. */
  readonly unknownTypes: Readonly<Record<string, number>>;
}
