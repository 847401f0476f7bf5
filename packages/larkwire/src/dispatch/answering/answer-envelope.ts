import type { Log } from "../../logger.ts";
import type { AnsweringParts } from "../answering-parts.ts";
import type { Answer, IncomingEnvelope } from "./answer.ts";
import { MessageRun } from "./message-run.ts";

/**
 * The way from envelope to answer, the same for every transport: runs what is registered once for each event, reports in
 * the log what came of it, and says in time what goes back. Never rejects.
 */
export function answerEnvelope(incoming: IncomingEnvelope, log: Log, parts: AnsweringParts): Promise<Answer> {
  return new Promise((resolve) => new MessageRun(incoming, log, parts, resolve).start());
}
