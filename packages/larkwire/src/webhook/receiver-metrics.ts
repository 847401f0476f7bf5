import type { Metric } from "../observability/metric.ts";
import type { WebhookHealth } from "./webhook-health.ts";
import type { WebhookStatistics } from "./webhook-statistics.ts";

/** Name without prefix and suffix, and what it counts; the compiler asks for every statistic but the refusals. */
const COUNTERS: Readonly<Record<keyof Omit<WebhookStatistics, "refused">, readonly [name: string, help: string]>> = {
  received: ["requests", "Requests of any kind."],
  answered: ["requests_answered", "Events and callbacks answered with success."],
  failed: ["requests_failed", "Events and callbacks answered with 500."],
  late: ["requests_late", "Answers that were ready after the platform's deadline."],
  repeated: ["requests_repeated", "Signed requests that came again unchanged."],
  challenges: ["challenges", "URL verifications that were answered."],
  guarded: ["guarded", "Requests that the deadline guard answered, because their handlers still ran."],
  handlerErrors: ["handler_errors", "Handlers and later works that failed."],
  lateCards: ["late_cards", "Cards that came after the answer and were brought to the person."],
  lateCardsLost: ["late_cards_lost", "Cards that came after the answer and never reached the person."],
  duplicates: ["events_repeated", "Repeated deliveries that were not handled again."],
  staleDropped: ["events_stale_dropped", "Events that the policy for stale ones dropped."],
};

/** What a receiver has to tell a metrics system. */
export function receiverMetrics({ ready, runningHandlers, statistics }: WebhookHealth): Metric[] {
  const names = Object.keys(COUNTERS) as (keyof typeof COUNTERS)[];
  const refused = Object.entries(statistics.refused).map(([code, value]) => ({ labels: { code }, value }));
  return [
    {
      name: "larkwire_webhook_ready",
      help: "1 when requests are taken.",
      type: "gauge",
      samples: [sample(Number(ready))],
    },
    {
      name: "larkwire_webhook_handlers_running",
      help: "Handlers that run.",
      type: "gauge",
      samples: [sample(runningHandlers)],
    },
    ...names.map((name): Metric => {
      const [metric, help] = COUNTERS[name];
      return { name: `larkwire_webhook_${metric}_total`, help, type: "counter", samples: [sample(statistics[name])] };
    }),
    { name: "larkwire_webhook_refused_total", help: "Requests refused, by code.", type: "counter", samples: refused },
  ];
}

function sample(value: number): { readonly value: number } {
  return { value };
}
