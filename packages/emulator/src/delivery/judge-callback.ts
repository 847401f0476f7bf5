import { ACK_CODE, type AckResult, CLIENT_CODE, isCallbackType, validateAnswer } from "@larkwire/protocol";
import { isJsonObject, type JsonObject } from "../json-object.ts";
import type { Delivery } from "./delivery.ts";

/** The platform's verdict on an answered callback. */
export interface Verdict {
  readonly code: number;
  readonly reason: string;
  readonly answer?: JsonObject;
}

/** An empty answer and `null` count as none: official clients send them for handlers that return nothing. */
const NOTHING_CHANGES: Verdict = { code: 0, reason: "The app acknowledged without an answer, so nothing changes." };

/**
 * What the platform makes of a callback: silence in its forms, then the acknowledgement, then the answer inside it.
 *
 * @param ack missing when none came in time
 * @param originalCard the card that was clicked, or `undefined` when there is none to compare with
 */
export function judgeCallback(delivery: Delivery, ack: AckResult | undefined, originalCard: unknown): Verdict {
  if (delivery.status === "no_client") return { code: CLIENT_CODE.notConfigured, reason: delivery.reason };
  if (ack === undefined) return { code: CLIENT_CODE.noAnswer, reason: delivery.reason };
  if (!ack.ok) return judgeUnreadable(ack.fault);
  if (ack.ack.code !== ACK_CODE.ok) return { code: CLIENT_CODE.notOk, reason: notOkReason(ack.ack.code) };
  return judgeAnswer(delivery.eventType, ack.ack.answerJson ?? "", originalCard);
}

/** Why an acknowledgement other than 200 fails a push. */
export function notOkReason(ackCode: number): string {
  return `The app acknowledged with code ${ackCode} instead of 200, which official clients do when the handler threw or is missing: look at the app's log.`;
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
  if (isJsonObject(answer)) return { code: 0, reason: "The app answered in time and the answer is good.", answer };
  return {
    code: CLIENT_CODE.badAnswer,
    reason: `The app's answer is not a JSON object but ${abbreviate(answerJson)}; return an object, or nothing.`,
  };
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
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function atPath(path: string, message: string): string {
  return path === "" || message.includes(path) ? message : `${path}: ${message}`;
}
