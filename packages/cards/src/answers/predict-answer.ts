import { validateAnswer } from "@larkwire/protocol";
import type { CardWorld } from "../validate/card-check.ts";
import type { CardIssue } from "../validate/card-issue.ts";
import type { CardProfile } from "../validate/card-profile.ts";
import { cardRefusal } from "../validate/card-refusal.ts";
import { type AnswerShape, type ShapedAnswer, shapeOfAnswer } from "./answer-shape.ts";
import { type AnswerOutcome, answerOutcome } from "./answer-table.ts";
import { dialectOf, type OriginalCard, type OriginalCardKind } from "./original-card.ts";

/** What an answer to `card.action.trigger` will do. */
export interface AnswerPrediction extends AnswerOutcome {
  /** What kind of answer it is. */
  readonly shape: AnswerShape;
  /** Why, in one or two sentences. */
  readonly reason: string;
  /** The faults of the card in the answer, warnings included; paths begin at the card. */
  readonly cardIssues: readonly CardIssue[];
}

/** How to predict. */
export interface PredictAnswerOptions extends CardWorld {
  /** The profile for the card in the answer. Default: `strict`. */
  readonly profile?: CardProfile | undefined;
}

/**
 * What the person who clicked will see when the app answers so, from the table of `answerTable` and the validator of
 * cards. Never throws because of the answer.
 */
export function predictAnswer(
  original: OriginalCard,
  answer: unknown,
  { profile = "strict", ...world }: PredictAnswerOptions = {},
): AnswerPrediction {
  const shaped = shapeOfAnswer(answer, profile, world);
  const outcome = answerOutcome(kindFor(original, shaped.shape), shaped.shape);
  return { ...outcome, ...shaped, reason: reasonOf(outcome, shaped, original, answer) };
}

/** The code alone: 0, or what the person who clicked sees. */
export function predictAnswerCode(original: OriginalCard, answer: unknown, options?: PredictAnswerOptions): number {
  return predictAnswer(original, answer, options).code;
}

/** A template whose dialect is known is as strict about it as any card. */
function kindFor(original: OriginalCard, shape: AnswerShape): OriginalCardKind {
  if (original.kind !== "template" || original.dialect === undefined || !shape.includes("card_v")) return original.kind;
  return original.dialect === "1.0" ? "v1_shared" : "v2";
}

const REASONS: Readonly<Record<AnswerOutcome["effect"], string>> = {
  unchanged: "The answer changes nothing.",
  toast: "The answer shows a toast; the card stays as it is.",
  updated: "The new card takes the old one's place, for everybody.",
  updated_for_clicker: "The new card takes the old one's place for the person who clicked; others keep theirs.",
  dropped: "The answer is taken, but its card is not applied.",
  refused: "The answer is refused.",
  not_asked: "The card is too old: the client says so and does not ask the app.",
};

function reasonOf(outcome: AnswerOutcome, shaped: ShapedAnswer, original: OriginalCard, answer: unknown): string {
  if (outcome.effect !== "refused") return REASONS[outcome.effect];
  const schema = dialectOf(original);
  const originalCard = schema === undefined ? undefined : { schema };
  const [fault] = validateAnswer("card.action.trigger", answer, { originalCard });
  if (fault !== undefined) return fault.message;
  const refusal = cardRefusal(shaped.cardIssues);
  return refusal === undefined ? REASONS.refused : `${refusal.issue.path}: ${refusal.issue.message}`;
}
