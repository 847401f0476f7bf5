import { ANSWER_PARTS, CLIENT_CODE, isCallbackType, validateAnswer } from "@larkwire/protocol";
import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { Reply } from "../attempt.ts";
import type { Delivery } from "../delivery.ts";
import { asCurrentAnswer } from "./legacy-card.ts";

/** What a verdict needs of a reply. */
interface Judged extends Pick<Reply, "result"> {
  readonly delivery: Pick<Delivery, "eventType" | "reason">;
}

/** The platform's verdict on an answered callback. */
export interface Verdict {
  readonly code: number;
  readonly reason: string;
  readonly answer?: JsonObject;
}

/**
 * Why the platform would not take a card of this app, in one sentence; `undefined` when it would. The card is written out,
 * or `{ type: "template", data }`.
 */
export type CardJudge = (card: JsonObject, appId: string) => string | undefined;

/** An empty answer and `null` count as none: official clients send them for handlers that return nothing. */
const NOTHING_CHANGES: Verdict = { code: 0, reason: "The app acknowledged without an answer, so nothing changes." };

const PARTS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(ANSWER_PARTS));

/**
 * What the platform makes of a callback: what failed below the answer, then the answer itself.
 *
 * @param originalCard the card that was clicked, or `undefined` when there is none to compare with
 * @param whyBadCard looks into the elements of a card in the answer; the root is looked at in any case
 */
export function judgeCallback(
  { delivery, result }: Judged,
  originalCard: unknown,
  whyBadCard: (card: JsonObject) => string | undefined,
): Verdict {
  if (!result.ok) return { code: result.code, reason: delivery.reason };
  return judgeAnswer(delivery.eventType, result.answerJson, originalCard, whyBadCard);
}

function judgeAnswer(
  eventType: string,
  answerJson: string,
  originalCard: unknown,
  whyBadCard: (card: JsonObject) => string | undefined,
): Verdict {
  if (answerJson === "") return NOTHING_CHANGES;
  const answer = parse(answerJson);
  if (answer === null) return NOTHING_CHANGES;
  const context = originalCard === undefined ? {} : { originalCard };
  const [issue] = isCallbackType(eventType) && answer !== undefined ? validateAnswer(eventType, answer, context) : [];
  if (issue !== undefined) return { code: issue.code, reason: atPath(issue.path, issue.message) };
  if (isJsonObject(answer)) {
    const card = cardOf(eventType, answer);
    const fault = card === undefined ? undefined : whyBadCard(card);
    if (fault !== undefined) return { code: CLIENT_CODE.badCard, reason: `The card in the answer is wrong: ${fault}` };
    return { code: 0, reason: goodReason(eventType, answer), answer };
  }
  return {
    code: CLIENT_CODE.badAnswer,
    reason: `The app's answer is not a JSON object but ${JSON.stringify(abbreviate(answerJson))}; return an object, or nothing.`,
  };
}

/** The card in an answer whose root is good: written out, or the reference to a template. */
function cardOf(eventType: string, answer: JsonObject): JsonObject | undefined {
  if (!isCallbackType(eventType)) return undefined;
  const { card } = eventType === "card.action.trigger_v1" ? asCurrentAnswer(answer) : answer;
  if (!isJsonObject(card) || !isJsonObject(card.data)) return undefined;
  return card.type === "raw" ? card.data : card;
}

/** What a faultless answer does: `null` counts as missing, and keys that are not known here have no effect here. */
function goodReason(eventType: string, answer: JsonObject): string {
  const given = Object.keys(answer).filter((key) => answer[key] !== null);
  if (given.length === 0) return NOTHING_CHANGES.reason;
  const parts = PARTS.get(eventType);
  if (parts === undefined || given.some((key) => parts.includes(key))) {
    return "The app answered in time and the answer is good.";
  }
  const unknown = abbreviate(given.join(", "));
  return `Nothing in the app's answer is known, so nothing changes: ${unknown}. Known are: ${parts.join(", ")}.`;
}

/** `undefined` for what is no JSON. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function abbreviate(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function atPath(path: string, message: string): string {
  return path === "" || message.includes(path) ? message : `${path}: ${message}`;
}
