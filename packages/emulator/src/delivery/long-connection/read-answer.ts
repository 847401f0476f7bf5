import { type AckResult, decodeAck, FRAME_HEADER, type Frame, frameHeader } from "@larkwire/protocol";
import type { ReceivedAnswer } from "../delivery.ts";

/** An answer frame, read: what the journal keeps, and the acknowledgement as far as it could be decoded. */
export interface ReadAnswer {
  readonly received: ReceivedAnswer;
  readonly ack: AckResult;
}

/**
 * Reads an answer as leniently as the platform has to: absent or empty optional fields, `headers: null`, `data: null`,
 * a negative `biz_rt`, any connection.
 *
 * @param sent the frame of the push before it was split, without `sum` and `seq`
 */
export function readAnswer(sent: Frame, answer: Frame, connectionId: string, receivedAt: number): ReadAnswer {
  const ack = decodeAck(answer.payload ?? new Uint8Array(0));
  const received: ReceivedAnswer = {
    receivedAt,
    connectionId,
    ackCode: ack.ok ? ack.ack.code : undefined,
    bizRt: wholeNumber(frameHeader(answer, FRAME_HEADER.bizRt)),
    idsEchoed: answer.seqId === sent.seqId && answer.logId === sent.logId,
    headersEchoed: sent.headers.every(({ key, value }) => frameHeader(answer, key) === value),
    answerJson: ack.ok ? ack.ack.answerJson : undefined,
  };
  return { received, ack };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
