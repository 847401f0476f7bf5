import { isCallbackType } from "@larkwire/protocol";
import type { AnsweringStatistics } from "../answering-statistics.ts";
import type { DispatchResult } from "../event-dispatcher.ts";
import { decideFailure } from "./decide-failure.ts";
import { encodeAnswer } from "./encode-answer.ts";
import type { HandledMessage } from "./handled-message.ts";
import { ACKNOWLEDGED, type HandlerEnd } from "./handler-end.ts";
import { reportIssues, reportUnknown } from "./report-answer.ts";

/** What a dispatched message ends as, with everything said in the log that its developer has to know. Never rejects. */
export async function endOf(
  result: DispatchResult,
  message: HandledMessage,
  statistics: AnsweringStatistics,
): Promise<HandlerEnd> {
  const { context, envelope, log } = message;
  const { type } = envelope;
  if (result.kind === "unknown") {
    if (result.first) reportUnknown(log, envelope);
    return ACKNOWLEDGED;
  }
  const fail = (error: unknown): Promise<HandlerEnd> => {
    statistics.handlerErrors += 1;
    return decideFailure(`the handler of ${type} failed`, error, message);
  };
  if (result.kind === "failed") return fail(result.error);
  if (!isCallbackType(type)) return ACKNOWLEDGED;
  const encoded = encodeAnswer(type, result.answer);
  if (!encoded.ok) return fail(encoded.error);
  reportIssues(log, type, encoded.issues, context);
  return { isHandled: true, ack: encoded.ack, answer: result.answer };
}
