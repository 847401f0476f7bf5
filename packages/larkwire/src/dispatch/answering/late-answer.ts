import { type Envelope, isCallbackType } from "@larkwire/protocol";
import type { CardUpdates, LateAnswer } from "../../card-updates/card-updates.ts";
import type { Log } from "../../logger.ts";
import type { AnsweringStatistics } from "../answering-statistics.ts";
import type { HandlerContext } from "../handler-context.ts";
import { idsOf } from "./report-answer.ts";

/** What the way of a late answer needs. */
export interface LateAnswerParts {
  readonly cardUpdates?: CardUpdates | undefined;
  readonly statistics: AnsweringStatistics;
  readonly log: Log;
}

/**
 * Brings an answer to the person that came after another one had been sent. Rejects when its card cannot be shown.
 *
 * @param seen what the person has seen instead, for the log
 */
export async function applyLate(
  late: LateAnswer,
  context: HandlerContext,
  seen: string,
  parts: LateAnswerParts,
): Promise<void> {
  const { answer, envelope } = late;
  const { cardUpdates, log, statistics } = parts;
  const { type } = envelope;
  if (!hasCard(envelope, answer)) return reportRest(late, context, seen, log);
  if (cardUpdates !== undefined) {
    await cardUpdates.applyLate(late);
    statistics.lateCards += 1;
    return;
  }
  statistics.lateCardsLost += 1;
  log.error(
    `the card that the handler of ${type} returned came after its answer, and there is nothing to bring it to the person, who has seen ${seen}. Answer sooner, or update the card through the API.`,
    idsOf(context),
  );
}

/** Whether a late answer changes a card. The legacy callback's answer is a card itself, unless it is a bare toast. */
function hasCard({ type }: Envelope, answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  if (type === "card.action.trigger") return (answer as { card?: unknown }).card !== undefined;
  return type === "card.action.trigger_v1" && Object.keys(answer).some((key) => key !== "toast");
}

/** A toast or a preview cannot be brought later. */
function reportRest({ answer, envelope }: LateAnswer, context: HandlerContext, seen: string, log: Log): void {
  if (!isCallbackType(envelope.type)) return;
  if (typeof answer !== "object" || answer === null || Object.keys(answer).length === 0) return;
  const lost = envelope.type === "url.preview.get" ? "preview" : "toast";
  log.warn(
    `the ${lost} that the handler of ${envelope.type} returned came after its answer and is not shown: the person has seen ${seen}`,
    idsOf(context),
  );
}
