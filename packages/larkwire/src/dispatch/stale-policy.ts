import type { HandledMessage } from "./answering/decide-failure.ts";
import { describeThrown } from "./answering/describe-thrown.ts";
import { idsOf } from "./answering/report-answer.ts";
import type { AnsweringStatistics } from "./answering-statistics.ts";
import type { HandlerContext } from "./handler-context.ts";

/** An event that has arrived, before its handler runs. */
export interface ArrivedEvent {
  /** Such as `"im.message.receive_v1"`. */
  readonly type: string;
  /** The body as the platform sent it. */
  readonly data: unknown;
  /** Has `ageMs` and `redelivered`. */
  readonly context: HandlerContext;
}

/**
 * Decides whether an event is still worth handling. `"drop"` acknowledges it without running its handler. Callbacks are not
 * asked about: a person waits for each, and the platform never repeats them. When it throws, the event is handled.
 *
 * @example
 * new EventDispatcher({ stale: ({ context }) => ((context.ageMs ?? 0) > 10 * 60_000 ? "drop" : "run") });
 */
export type StalePolicy = (event: ArrivedEvent) => "run" | "drop";

/** Whether the app finds a message too old to be handled. Never throws. */
export function isDropped(message: HandledMessage, statistics: AnsweringStatistics): boolean {
  const { context, envelope, isCallback, log, policy } = message;
  if (policy.stale === undefined || isCallback) return false;
  const { data, type } = envelope;
  try {
    if (policy.stale({ type, data, context }) !== "drop") return false;
  } catch (error) {
    log.error("stale() threw; the event is handled", { ...idsOf(context), error: describeThrown(error) });
    return false;
  }
  statistics.staleDropped += 1;
  log.info(`${type} is dropped as stale`, { ...idsOf(context), ageMs: context.ageMs });
  return true;
}
