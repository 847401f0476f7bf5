import { ACK_CODE } from "@larkwire/protocol";
import type { Answer } from "../dispatch/answering/answer.ts";
import { REFUSALS, type Refusal } from "./refusal.ts";
import type { WebhookResponse } from "./webhook-response.ts";

/** An answer before it is given to the requests that wait for it; of a repeated request there are several. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: string;
  /** Tells what waits for it that the answer has left; forgotten then, because an answer is kept and the rest need not be. */
  left?: (() => void) | undefined;
}

/** Why an authenticated request gets a 500. */
export type WebhookFaultCode = "handler_failed" | "answer_timeout" | "raw_body_needed" | "internal_error";

const FAULTS: Readonly<Record<WebhookFaultCode, string>> = {
  handler_failed: "The handler failed. The server's log says why.",
  answer_timeout: "The handler did not end in time.",
  raw_body_needed: "The server did not keep the body's bytes. Its log says what to change.",
  internal_error: "The server failed. Its log says why.",
};

/** Callback and event alike: the platform wants JSON, and for an event it wants nothing in it. */
const NOTHING = "{}";

export function answerFrom(answer: Answer): WebhookAnswer {
  const { code, answerJson = NOTHING } = answer.ack;
  const given = code === ACK_CODE.ok ? { status: 200, body: answerJson } : faultAnswer("handler_failed");
  if (answer.isFollowed) return { ...given, left: () => answer.left() };
  answer.left();
  return given;
}

export function challengeAnswer(challenge: string): WebhookAnswer {
  return { status: 200, body: JSON.stringify({ challenge }) };
}

export function faultAnswer(code: WebhookFaultCode): WebhookAnswer {
  return { status: 500, body: JSON.stringify({ code, msg: FAULTS[code] }) };
}

export function refusalAnswer({ code }: Refusal): WebhookAnswer {
  const { status, msg } = REFUSALS[code];
  return { status, body: JSON.stringify({ code, msg }) };
}

const HEADERS = Object.freeze({ "content-type": "application/json; charset=utf-8" });
const NOT_ALLOWED_HEADERS = Object.freeze({ ...HEADERS, allow: "POST" });

export function toResponse(answer: WebhookAnswer): WebhookResponse {
  const { status, body } = answer;
  const headers = status === REFUSALS.method_not_allowed.status ? NOT_ALLOWED_HEADERS : HEADERS;
  return { status, headers, body, sent: answer.left === undefined ? nothingWaits : () => tellLeft(answer) };
}

function tellLeft(answer: WebhookAnswer): void {
  answer.left?.();
  answer.left = undefined;
}

function nothingWaits(): void {
  // Nothing comes after this answer.
}
