import type { AnsweringStatistics } from "../answering-statistics.ts";
import { describeThrown } from "./describe-thrown.ts";
import type { HandledMessage } from "./handled-message.ts";
import { idsOf } from "./report-answer.ts";

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
