import {
  ACK_CODE,
  type AckResult,
  ANSWER_PARTS,
  CLIENT_CODE,
  isCallbackType,
  validateAnswer,
} from "@larkwire/protocol";
import { isJsonObject, type JsonObject } from "../json-object.ts";
import type { Delivery, DeliveryStatus } from "./delivery.ts";

/** The platform's verdict on an answered callback. */
export interface Verdict {
  readonly code: number;
  readonly reason: string;
  readonly answer?: JsonObject;
}

/** An empty answer and `null` count as none: official clients send them for handlers that return nothing. */
const NOTHING_CHANGES: Verdict = { code: 0, reason: "The app acknowledged without an answer, so nothing changes." };

const PARTS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(ANSWER_PARTS));

/**
 * What the platform makes of a callback: silence in its forms, then the acknowledgement, then the answer inside it.
 *
 * @param ack missing when none came in time
 * @param originalCard the card that was clicked, or `undefined` when there is none to compare with
 */
export function judgeCallback(delivery: Delivery, ack: AckResult | undefined, originalCard: unknown): Verdict {
  if (isUnsent(delivery.status)) return { code: CLIENT_CODE.notConfigured, reason: delivery.reason };
  if (ack === undefined) return { code: CLIENT_CODE.noAnswer, reason: delivery.reason };
  if (!ack.ok) return judgeUnreadable(ack.fault);
  if (ack.ack.code !== ACK_CODE.ok) return { code: CLIENT_CODE.notOk, reason: notOkReason(ack.ack.code) };
  return judgeAnswer(delivery.eventType, ack.ack.answerJson ?? "", originalCard);
}

/** Whether the app was never asked. */
export function isUnsent(status: DeliveryStatus): boolean {
  return status === "no_client" || status === "withheld";
}

/** Why an acknowledgement other than 200 fails a push. */
export function notOkReason(ackCode: number): string {
  return `The app acknowledged with code ${ackCode} instead of 200, which official clients do when the handler threw: look at the app's log.`;
}

/** Why an acknowledgement that cannot be read fails a push. */
export function unreadableReason(fault: "not_json" | "no_code" | "bad_data"): string {
  const faults = {
    not_json: "The payload of the app's answer frame is not a JSON object",
    no_code: 'The app\'s answer has no numeric "code"',
    bad_data: 'The "data" of the app\'s answer is not base64 text',
  };
  return `${faults[fault]}; it has to be {"code":200,"data":"<base64 of the answer's JSON>"}.`;
}

function judgeUnreadable(fault: "not_json" | "no_code" | "bad_data"): Verdict {
  const code = fault === "no_code" ? CLIENT_CODE.notOk : CLIENT_CODE.badAnswer;
  return { code, reason: unreadableReason(fault) };
}

function judgeAnswer(eventType: string, answerJson: string, originalCard: unknown): Verdict {
  if (answerJson === "") return NOTHING_CHANGES;
  const answer = parse(answerJson);
  if (answer === null) return NOTHING_CHANGES;
  const context = originalCard === undefined ? {} : { originalCard };
  const [issue] = isCallbackType(eventType) && answer !== undefined ? validateAnswer(eventType, answer, context) : [];
  if (issue !== undefined) return { code: issue.code, reason: atPath(issue.path, issue.message) };
  if (isJsonObject(answer)) return { code: 0, reason: goodReason(eventType, answer), answer };
  return {
    code: CLIENT_CODE.badAnswer,
    reason: `The app's answer is not a JSON object but ${JSON.stringify(abbreviate(answerJson))}; return an object, or nothing.`,
  };
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
