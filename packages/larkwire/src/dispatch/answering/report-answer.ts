import { type AnswerIssue, type Envelope, isCallbackType } from "@larkwire/protocol";
import type { Log } from "../../logger.ts";
import type { HandlerContext } from "../handler-context.ts";

/** The ids by which a message is found again, here and in the platform's own logs. */
export function idsOf({ messageId, traceId }: HandlerContext): Record<string, unknown> {
  return { traceId, messageId };
}

/** Says which handler is missing. Once for each type, by whoever calls it. */
export function reportUnknown(log: Log, { type, version }: Envelope): void {
  if (isCallbackType(type)) {
    log.warn(`${type} arrived and has no handler: the person sees nothing happen. Register one with on().`);
  } else {
    log.info(`${type} (${version}) arrived and has no handler; it is acknowledged. This is said once.`);
  }
}

/** Says what the platform will not like in an answer. */
export function reportIssues(log: Log, type: string, issues: readonly AnswerIssue[], context: HandlerContext): void {
  for (const { code, message, path } of issues) {
    const place = path === "" ? "" : ` at "${path}"`;
    log.error(`the answer to ${type} is wrong${place}: ${message}`, { ...idsOf(context), clientCode: code });
  }
}

/** Says that a handler is too slow, and that no guard answered for it. */
export function reportOverdue(log: Log, type: string, deadlineMs: number, context: HandlerContext): void {
  const consequence = isCallbackType(type)
    ? "the person sees error 200341. Answer first and work afterwards."
    : "the platform will send the event again. Return first and work afterwards.";
  log.warn(`the handler of ${type} is still running after ${deadlineMs} ms: ${consequence}`, idsOf(context));
}

/** What the handler may be waiting for, when it has used `ctx.card`. */
const WAITS_FOR_ITSELF =
  " Does it await ctx.card.update()? That waits for this very answer: do it in ctx.later(), or do not await it.";

/** Says that the guard answered. For an event that is how it should be; a person has seen nothing happen so far. */
export function reportGuarded(
  log: Log,
  type: string,
  afterMs: number,
  context: HandlerContext,
  hasAskedForCard: boolean,
): void {
  const level = isCallbackType(type) ? "warn" : "debug";
  if (!log.writes(level)) return;
  const outcome = isCallbackType(type)
    ? "it was answered for it, since the person would have seen error 200341 soon. Its card follows as an update."
    : "the event is acknowledged, and the handler goes on.";
  const hint = hasAskedForCard ? WAITS_FOR_ITSELF : "";
  log[level](
    `the handler of ${type} is still running after ${Math.round(afterMs)} ms: ${outcome}${hint}`,
    idsOf(context),
  );
}
