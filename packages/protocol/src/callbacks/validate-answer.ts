import { type AnswerIssue, badAnswer } from "./answer-issue.ts";
import { ANSWER_PARTS } from "./answer-parts.ts";
import { type CallbackType, isCallbackType } from "./callback-table.ts";
import { checkAnswerRoot } from "./check-answer-root.ts";
import { checkAnswerV1 } from "./check-answer-v1.ts";
import { checkCard } from "./check-card.ts";
import { type CardSchema, schemaOfOriginal } from "./check-card-body.ts";
import { checkInline } from "./check-inline.ts";
import { checkToast } from "./check-toast.ts";
import { CLIENT_CODE } from "./clicker-codes.ts";
import { has, isJsonObject, type JsonObject, kindOf, toJsonValue } from "./json-value.ts";

/** What is known beside the answer. */
export interface AnswerContext {
  /** The card that was clicked, as an object. Default: not known, and a change of schema is not noticed. */
  readonly originalCard?: unknown;
}

type Check = (answer: JsonObject, original: CardSchema | undefined) => AnswerIssue[];

const CHECKS: Readonly<Record<CallbackType, Check>> = {
  "card.action.trigger": (answer, original) => [
    ...checkAnswerRoot(answer, ANSWER_PARTS["card.action.trigger"]),
    ...(has(answer, "toast") ? checkToast("toast", answer.toast) : []),
    ...(has(answer, "card") ? checkCard("card", answer.card, original) : []),
  ],
  "url.preview.get": (answer, original) => [
    ...checkAnswerRoot(answer, ANSWER_PARTS["url.preview.get"]),
    ...(has(answer, "inline") ? checkInline("inline", answer.inline) : []),
    ...(has(answer, "card") ? checkCard("card", answer.card, original) : []),
  ],
  "card.action.trigger_v1": checkAnswerV1,
  "profile.view.get": () => [],
};

/**
 * The faults for which the platform would refuse `answer`; the first one decides the code. An empty array: the platform
 * will take it, as far as the root of a card tells (its elements are not looked at).
 *
 * `undefined`, `null` and `{}` are accepted for every callback: the card stays as it is, the link stays bare. `null`
 * counts as missing everywhere else too. An answer without a JSON form (cycles, BigInt, a getter that throws) gives
 * 200671, because it cannot be sent. Never throws.
 */
export function validateAnswer(type: CallbackType, answer: unknown, context: AnswerContext = {}): AnswerIssue[] {
  const json = toJsonValue(answer);
  if (!json.ok) {
    const message = `The answer cannot be written as JSON (${json.reason}), so it cannot be sent. Return plain data: objects, arrays, strings, numbers, booleans.`;
    return [{ path: "", code: CLIENT_CODE.notOk, message }];
  }
  return validateJson(type, json.value, schemaOfOriginal(context));
}

/**
 * Whether {@link validateAnswer} has nothing to say, without writing the answer as JSON: for an answer that is known to
 * have a JSON form. `false` may be wrong, where a `toJSON` method or a getter comes into play: then ask for the faults.
 */
export function looksFlawless(type: CallbackType, answer: unknown): boolean {
  try {
    if (typeof (answer as { toJSON?: unknown } | null | undefined)?.toJSON === "function") return false;
    return validateJson(type, answer, undefined).length === 0;
  } catch {
    return false;
  }
}

function validateJson(type: CallbackType, answer: unknown, original: CardSchema | undefined): AnswerIssue[] {
  if (answer === undefined || answer === null) return [];
  if (!isCallbackType(type) || type === "profile.view.get") return [];
  if (!isJsonObject(answer)) return [notAnObject(answer)];
  return CHECKS[type](answer, original);
}

function notAnObject(answer: unknown): AnswerIssue {
  const step =
    typeof answer === "string" ? "Return the object itself, without JSON.stringify." : "Return {} for nothing.";
  return badAnswer("", `The answer is ${kindOf(answer)}, but the platform expects an object. ${step}`);
}
