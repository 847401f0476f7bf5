import { type AnsweringStatistics, newAnsweringStatistics } from "../dispatch/answering-statistics.ts";
import type { WebhookRefusalCode } from "./refusal.ts";

/** What one receiver has seen since it was made. All are counts. */
export interface WebhookStatistics extends AnsweringStatistics {
  /** Requests of any kind. */
  received: number;
  /** Events and callbacks answered with success. */
  answered: number;
  /** Those answered with 500: the handler threw, took too long, or its answer cannot be written as JSON. */
  failed: number;
  /** Those whose answer was ready more than 3 seconds after their receipt. */
  late: number;
  /** Signed requests that came again unchanged, and got the answer of the first. A retry of the platform is none. */
  repeated: number;
  /** URL verifications that were answered. */
  challenges: number;
  /** Requests that were refused, by code. */
  refused: Partial<Record<WebhookRefusalCode, number>>;
}

export function newWebhookStatistics(): WebhookStatistics {
  return {
    ...newAnsweringStatistics(),
    received: 0,
    answered: 0,
    failed: 0,
    late: 0,
    repeated: 0,
    challenges: 0,
    refused: {},
  };
}
