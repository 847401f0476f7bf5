import { type CallbackType, isCallbackType } from "@larkwire/protocol";
import type { FailureDecision, HandlerFailure } from "../handler-failure.ts";
import { describeThrown } from "./describe-thrown.ts";
import { encodeAnswer } from "./encode-answer.ts";
import type { HandledMessage } from "./handled-message.ts";
import { ACKNOWLEDGED, EMPTY_ACK, FAILED_ACK, type HandlerEnd } from "./handler-end.ts";
import { idsOf, reportIssues } from "./report-answer.ts";
import { failureToast } from "./toast-texts.ts";

/** How it ends for the platform, and how that reads in the log. */
interface Ruling {
  readonly end: HandlerEnd;
  readonly consequence: string;
}

/**
 * Lets the app, or else the default, decide what the platform gets after a failure, and logs both. Never rejects.
 *
 * @param what the failed thing, as the beginning of a log line: `the handler of card.action.trigger failed`
 */
export async function decideFailure(what: string, error: unknown, message: HandledMessage): Promise<HandlerEnd> {
  const { context, envelope, log, policy } = message;
  const { type, data } = envelope;
  const isAnswerable = !context.isAnswered;
  const reference = policy.newReference();
  const decision = await askApp(error, { reference, type, data, isAnswerable, context }, message);
  const { consequence, end } = isCallbackType(type)
    ? ruleCallback(type, decision, reference, message)
    : ruleEvent(decision);
  const known = isAnswerable ? consequence : `the person has seen ${message.seen}`;
  log.error(`${what}: ${known}`, { ...idsOf(context), reference, error: describeThrown(error) });
  return end;
}

async function askApp(
  error: unknown,
  failure: HandlerFailure,
  { log, policy }: HandledMessage,
): Promise<FailureDecision> {
  try {
    return await policy.onError?.(error, failure);
  } catch (thrown) {
    log.error("onError() threw; the default is done", { ...idsOf(failure.context), error: describeThrown(thrown) });
    return undefined;
  }
}

function ruleCallback(
  type: CallbackType,
  decision: FailureDecision,
  reference: string,
  message: HandledMessage,
): Ruling {
  if (decision === "acknowledge") {
    return { end: { ...ACKNOWLEDGED, ack: EMPTY_ACK }, consequence: "onError() chose that the person sees nothing" };
  }
  if (decision === "fail") return failed(type);
  if (typeof decision === "object" && decision !== null) {
    const encoded = encodeAnswer(type, decision);
    if (encoded.ok) {
      reportIssues(message.log, type, encoded.issues, message.context);
      const end = { isHandled: false, ack: encoded.ack, answer: decision };
      return { end, consequence: "the person sees the answer that onError() chose" };
    }
    message.log.error("onError() answered with what cannot be sent", {
      ...idsOf(message.context),
      error: encoded.error,
    });
  }
  return showReference(type, reference);
}

function showReference(type: CallbackType, reference: string): Ruling {
  if (type !== "card.action.trigger" && type !== "card.action.trigger_v1") return failed(type);
  const ack = { ...EMPTY_ACK, answerJson: JSON.stringify({ toast: failureToast(reference) }) };
  return {
    end: { isHandled: false, ack, answer: undefined },
    consequence: `the person sees a toast with reference ${reference}`,
  };
}

function failed(type: CallbackType): Ruling {
  const isPreview = type === "url.preview.get";
  return { end: FAILED, consequence: isPreview ? "the person sees the bare link" : "the person sees error 200671" };
}

function ruleEvent(decision: FailureDecision): Ruling {
  if (decision === "acknowledge")
    return { end: ACKNOWLEDGED, consequence: "onError() chose that it is not sent again" };
  return { end: FAILED, consequence: "the platform will send the event again" };
}

const FAILED: HandlerEnd = { isHandled: false, ack: FAILED_ACK, answer: undefined };
