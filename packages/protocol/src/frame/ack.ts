import { FRAME_HEADER, type Frame } from "./frame.ts";

/** The `code` of an acknowledgement. Anything but 200 makes the platform treat the push as failed. */
export const ACK_CODE = { ok: 200, failed: 500 } as const;

/** What a client says about one push. */
export interface Ack {
  readonly code: number;
  /** The callback's answer as JSON text; absent for an event. */
  readonly answerJson?: string | undefined;
}

/**
 * The frame that answers `request`: the request with all its headers (one of them, `instance_id`, leads the answer
 * back to the right server), `biz_rt` appended, and the payload replaced by the acknowledgement.
 *
 * `durationMs` is the time the handler took; it is written as a whole number, never negative.
 */
export function ackFrame(request: Frame, ack: Ack, durationMs: number): Frame {
  const bizRt = { key: FRAME_HEADER.bizRt, value: bizRtText(durationMs) };
  return { ...request, headers: [...request.headers, bizRt], payload: encodeAck(ack) };
}

/** The value of `biz_rt`. */
export function bizRtText(durationMs: number): string {
  return String(Math.max(0, Math.round(durationMs) || 0));
}

/** The payload of an answer. */
export function encodeAck(ack: Ack): Uint8Array {
  const data = ack.answerJson === undefined ? "" : `,"data":"${base64(ack.answerJson)}"`;
  return Buffer.from(`{"code":${ack.code}${data}}`, "latin1");
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
