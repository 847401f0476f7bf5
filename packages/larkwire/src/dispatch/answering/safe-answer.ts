import { type Ack, type Envelope, isCallbackType } from "@larkwire/protocol";
import type { Log } from "../../logger.ts";
import type { ResolvedGuard } from "../deadline-guard.ts";
import type { HandlerContext } from "../handler-context.ts";
import { describeThrown } from "./describe-thrown.ts";
import { encodeAnswer } from "./encode-answer.ts";
import { EMPTY_ACK, OK_ACK } from "./handler-end.ts";
import { idsOf, reportIssues } from "./report-answer.ts";

/**
 * What the guard answers: the toast of the app for a click, otherwise nothing that changes what anybody sees. Never throws.
 */
export function safeAnswer(guard: ResolvedGuard, envelope: Envelope, context: HandlerContext, log: Log): Ack {
  const { data, type } = envelope;
  if (!isCallbackType(type)) return OK_ACK;
  const isClick = type === "card.action.trigger" || type === "card.action.trigger_v1";
  if (!isClick || guard.toast === undefined) return EMPTY_ACK;
  try {
    const toast = guard.toast(data as never, context);
    if (toast === undefined) return EMPTY_ACK;
    const encoded = encodeAnswer(type, { toast });
    if (!encoded.ok) throw encoded.error;
    reportIssues(log, type, encoded.issues, context);
    return encoded.ack;
  } catch (error) {
    log.error("deadlineGuard.toast threw; the answer is empty", { ...idsOf(context), error: describeThrown(error) });
    return EMPTY_ACK;
  }
}
