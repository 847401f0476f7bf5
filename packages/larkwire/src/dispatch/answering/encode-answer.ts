import {
  ACK_CODE,
  type Ack,
  type AnswerIssue,
  type CallbackType,
  looksFlawless,
  validateAnswer,
} from "@larkwire/protocol";
import { DispatchError } from "../../errors.ts";

/** A callback's answer, ready to leave; or why it cannot. */
export type EncodedAnswer =
  | {
      readonly ok: true;
      readonly ack: Ack;
      /** What the platform will not like in it. It is sent all the same: the platform has the last word. */
      readonly issues: readonly AnswerIssue[];
    }
  | { readonly ok: false; readonly error: DispatchError };

/** The acknowledgement that carries a callback's answer as JSON; `{}` when it has none. */
export function encodeAnswer(type: CallbackType, given: unknown): EncodedAnswer {
  const answer = given ?? {};
  const answerJson = toJson(answer);
  if (typeof answerJson !== "string") return { ok: false, error: answerJson };
  return { ok: true, ack: { code: ACK_CODE.ok, answerJson }, issues: findIssues(type, answer) };
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
