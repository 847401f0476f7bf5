import type { Answer } from "../../dispatch/answering/answer.ts";
import { answerEnvelope } from "../../dispatch/answering/answer-envelope.ts";
import type { Log } from "../../logger.ts";
import type { ClientParts } from "../client-parts.ts";
import type { Message } from "./message.ts";

/** Where a message came from and where its answer goes. */
export interface MessageSource {
  readonly log: Log;
  readonly reply: (message: Message, answer: Answer) => void;
}

/** Answers a message of the long connection, and counts what came late. Never rejects. */
export async function handleMessage(message: Message, source: MessageSource, parts: ClientParts): Promise<void> {
  const { request, envelope, payload, ref } = message;
  const answer = await answerEnvelope(
    {
      envelope,
      payload,
      transport: "long-connection",
      receivedAt: ref.receivedAt,
      receivedAtMs: request.receivedAtMs,
      traceId: ref.traceId,
      messageId: ref.messageId,
      connectionId: ref.connectionId,
    },
    source.log,
    parts,
  );
  if (answer.isLate) parts.statistics.late += 1;
  source.reply(message, answer);
  // Resolving is what frees the handler's slot.
  if (answer.occupied !== undefined) await answer.occupied;
}
