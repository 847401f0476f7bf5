import { ACK_CODE, type AckResult, CLIENT_CODE, isCallbackType, validateAnswer } from "@larkwire/protocol";
import type { Delivery } from "./delivery.ts";

/** The platform's verdict on an answered callback. */
export interface Verdict {
  readonly code: number;
  readonly reason: string;
  readonly answer?: Record<string, unknown>;
}

/**
 * What the platform makes of a callback: silence in its forms, then the acknowledgement, then the answer inside it.
 * Where the platform's pages are silent (an empty answer, `null`), decisions follow the official clients' habits.
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
  if (answerJson === "") return { code: 0, reason: "The app acknowledged without an answer, so nothing changes." };
  const answer = parseObject(answerJson);
  if (answer === undefined) {
    return {
      code: CLIENT_CODE.badAnswer,
      reason: `The app's answer is not a JSON object but ${abbreviate(answerJson)}; return an object, or nothing.`,
    };
  }
  const context = originalCard === undefined ? {} : { originalCard };
  const [issue] = isCallbackType(eventType) ? validateAnswer(eventType, answer, context) : [];
  if (issue !== undefined) return { code: issue.code, reason: atPath(issue.path, issue.message) };
  return { code: 0, reason: "The app answered in time and the answer is good.", answer };
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
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
