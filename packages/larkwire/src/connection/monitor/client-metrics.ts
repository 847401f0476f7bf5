import type { Metric, MetricSample } from "../../observability/metric.ts";
import type { ClientHealth } from "./client-health.ts";
import type { Statistics } from "./statistics.ts";

/** Name without prefix and suffix, and what it counts; the compiler asks for every statistic. */
const COUNTERS: Readonly<Record<keyof Statistics, readonly [name: string, help: string]>> = {
  received: ["messages_received", "Whole messages that arrived."],
  answered: ["messages_answered", "Messages acknowledged with success."],
  failed: ["messages_failed", "Messages acknowledged as failed."],
  late: ["messages_late", "Messages acknowledged after the platform's deadline."],
  answersLost: ["answers_lost", "Answers that could not leave, because their connection was gone."],
  answersUnconfirmed: ["answers_unconfirmed", "Answers whose connection broke just after they were sent."],
  guarded: ["messages_guarded", "Messages that the deadline guard answered, because their handlers still ran."],
  handlerErrors: ["handler_errors", "Handlers and later works that failed."],
  lateCards: ["late_cards", "Cards that came after the answer and were brought to the person."],
  lateCardsLost: ["late_cards_lost", "Cards that came after the answer and never reached the person."],
  duplicates: ["messages_repeated", "Repeated deliveries that were not handled again."],
  staleDropped: ["events_stale_dropped", "Events that the policy for stale ones dropped."],
  turnedAway: ["messages_turned_away", "Messages turned away because the client was closing."],
  badFrames: ["bad_frames", "Frames that could not be used."],
  connectionAttempts: ["connection_attempts", "Attempts to connect."],
  connectionsOpened: ["connections_opened", "Connections that were opened."],
  connectionsLost: ["connections_lost", "Open connections that ended without being asked to."],
};

/** What a client has to tell a metrics system. */
export function clientMetrics(health: ClientHealth): Metric[] {
  const { answerLatencyMs, gaps, statistics } = health;
  const names = Object.keys(COUNTERS) as (keyof Statistics)[];
  return [
    gauge("ready", "1 when messages can arrive and be handled.", health.ready ? 1 : 0),
    { ...gauge("connections", "Connections by state.", 0), samples: connectionSamples(health) },
    ...names.map((name) => counter(COUNTERS[name][0], COUNTERS[name][1], statistics[name])),
    counter("gaps", "Times without any connection that are over.", gaps.count),
    counter("gap_seconds", "How long they were together.", gaps.totalMs / 1000),
    gauge("handlers_running", "Handlers that run.", health.runningHandlers),
    gauge("messages_waiting", "Messages that wait for a handler.", health.waitingMessages),
    gauge("messages_waiting_bytes", "Bytes of messages that wait for a handler.", health.waitingBytes),
    ...time("last_frame", "When the last frame of any kind came.", health.lastFrameAt),
    ...time("last_message", "When the last event or callback came.", health.lastMessageAt),
    gauge("event_loop_lag_seconds", "How late the latest timer of the last minute came.", health.eventLoopLagMs / 1000),
    {
      name: "larkwire_answer_latency_seconds",
      help: "From the last byte of a message to the first of its answer.",
      type: "histogram",
      bounds: answerLatencyMs.bounds.map((boundMs) => boundMs / 1000),
      counts: answerLatencyMs.counts,
      count: answerLatencyMs.count,
      sum: answerLatencyMs.sum / 1000,
    },
  ];
}

function counter(name: string, help: string, value: number): Metric {
  return { name: `larkwire_${name}_total`, help, type: "counter", samples: [{ value }] };
}

function gauge(name: string, help: string, value: number): Metric & { readonly type: "gauge" } {
  return { name: `larkwire_${name}`, help, type: "gauge", samples: [{ value }] } as const;
}

/** Nothing as long as it has never come. */
function time(name: string, help: string, at: number | undefined): Metric[] {
  return at === undefined ? [] : [gauge(`${name}_timestamp_seconds`, help, at / 1000)];
}

function connectionSamples({ connections }: ClientHealth): MetricSample[] {
  const states = ["open", "stale", "dialling", "waiting", "ended"] as const;
  const counts = new Map<string, number>(states.map((state) => [state, 0]));
  for (const { state, isStale } of connections) {
    const isOpen = state === "open" || state === "renewing" || state === "closing";
    const name = isOpen ? (isStale ? "stale" : "open") : state;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([state, value]) => ({ labels: { state }, value }));
}
