import {
  ACK_CODE,
  type Ack,
  type AnswerIssue,
  type CallbackType,
  type Envelope,
  isCallbackType,
  looksFlawless,
  validateAnswer,
} from "@larkwire/protocol";
import { DispatchError } from "../errors.ts";
import type { DispatchResult } from "./event-dispatcher.ts";

/** What goes back to the platform, and what there is to say about it. */
export interface EncodedAnswer {
  readonly ack: Ack;
  /** Why the acknowledgement says that the push failed. */
  readonly error?: unknown;
  /** What the platform will not like in the answer. It is sent all the same: the platform has the last word. */
  readonly issues?: readonly AnswerIssue[];
}

const ACKNOWLEDGED: EncodedAnswer = { ack: { code: ACK_CODE.ok } };

/**
 * The acknowledgement for a dispatched envelope: a callback's answer as JSON, `{}` when it has none; nothing for an
 * event, whatever its handler returned; failure when the handler threw or its answer is no JSON.
 */
export function encodeAnswer(envelope: Envelope, result: DispatchResult): EncodedAnswer {
  if (result.kind === "failed") return { ack: { code: ACK_CODE.failed }, error: result.error };
  if (result.kind === "unknown" || !isCallbackType(envelope.type)) return ACKNOWLEDGED;
  const answer = result.answer ?? {};
  const answerJson = toJson(answer);
  if (typeof answerJson !== "string") return { ack: { code: ACK_CODE.failed }, error: answerJson };
  return { ack: { code: ACK_CODE.ok, answerJson }, issues: findIssues(envelope.type, answer) };
}

/** Characters of an answer's JSON. The platform takes cards of 30 KB; frames end at 1 MiB. */
const MAX_ANSWER_LENGTH = 512 * 1024;

function tooLarge(length: number): DispatchError {
  const message = `The handler's answer has ${length} characters of JSON, more than the ${MAX_ANSWER_LENGTH} that are sent. The platform takes cards of up to 30 KB: answer with less.`;
  return new DispatchError("answer_too_large", message);
}

function findIssues(type: CallbackType, answer: unknown): readonly AnswerIssue[] {
  return looksFlawless(type, answer) ? NO_ISSUES : validateAnswer(type, answer);
}

const NO_ISSUES: readonly AnswerIssue[] = [];

function toJson(answer: unknown): string | DispatchError {
  const advice = "Answer with plain objects, arrays, strings, numbers, booleans and null.";
  try {
    const json: unknown = JSON.stringify(answer);
    if (typeof json === "string") return json.length <= MAX_ANSWER_LENGTH ? json : tooLarge(json.length);
    return new DispatchError("answer_not_serialisable", `The handler's answer is a ${typeof answer}. ${advice}`);
  } catch (cause) {
    return new DispatchError(
      "answer_not_serialisable",
      `The handler's answer cannot be written as JSON. ${advice}`,
      cause,
    );
  }
}
