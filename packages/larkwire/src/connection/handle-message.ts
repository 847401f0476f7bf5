import { type Ack, FRAME_HEADER, frameHeader, isCallbackType } from "@larkwire/protocol";
import { Deadline } from "../dispatch/deadline.ts";
import { encodeAnswer } from "../dispatch/encode-answer.ts";
import { MessageContext } from "../dispatch/handler-context.ts";
import type { Log } from "../logger.ts";
import type { ClientParts } from "./client-parts.ts";
import { describeAnswer } from "./describe-answer.ts";
import { describeFrame, type Message } from "./message.ts";

/** Where a message came from and where its answer goes. */
export interface MessageSource {
  readonly connectionId: string;
  readonly log: Log;
  readonly reply: (message: Message, ack: Ack, durationMs: number) => void;
}

/** Runs what is registered for a message, counts and reports what came of it, and replies. Never rejects. */
export async function handleMessage(message: Message, source: MessageSource, parts: ClientParts): Promise<void> {
  const { clock, deadlines, dispatcher, limits } = parts;
  const { request, envelope } = message;
  const deadline = new Deadline(clock, request.receivedAtMs + limits.answerDeadlineMs, () =>
    warnOverdue(message, source.log, limits.answerDeadlineMs),
  );
  const context = new MessageContext(
    {
      transport: "long-connection",
      receivedAt: request.receivedAt,
      deadline,
      traceId: frameHeader(request.frame, FRAME_HEADER.traceId) ?? "",
      messageId: frameHeader(request.frame, FRAME_HEADER.messageId) ?? "",
      connectionId: source.connectionId,
      payload: message.payload,
    },
    source.log,
  );
  deadlines.add(deadline);
  const startedAtMs = clock.monotonicMs();
  const result = await dispatcher.dispatch(envelope, context);
  deadlines.remove(deadline);
  const encoded = encodeAnswer(envelope, result);
  describeAnswer(source.log, envelope, result, encoded, context);
  const endedAtMs = clock.monotonicMs();
  if (endedAtMs > deadline.dueAtMs) parts.statistics.late += 1;
  source.reply(message, encoded.ack, endedAtMs - startedAtMs);
}

function warnOverdue({ envelope, request }: Message, log: Log, deadlineMs: number): void {
  const consequence = isCallbackType(envelope.type)
    ? "the person sees error 200341. Answer first and work afterwards."
    : "the platform will send the event again. Return first and work afterwards.";
  log.warn(
    `the handler of ${envelope.type} is still running after ${deadlineMs} ms: ${consequence}`,
    describeFrame(request),
  );
}
