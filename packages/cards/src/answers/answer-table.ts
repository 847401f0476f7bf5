import { CLIENT_CODE } from "@larkwire/protocol";
import { ANSWER_SHAPES, type AnswerShape } from "./answer-shape.ts";
import { ORIGINAL_CARD_KINDS, type OriginalCardKind } from "./original-card.ts";

/** What an answer does to the clicked card. */
export type AnswerEffect =
  /** Nothing changes. */
  | "unchanged"
  /** The toast is shown, the card stays. */
  | "toast"
  /** Everybody sees the new card. */
  | "updated"
  /** The clicker sees the new card, everybody else the old one. */
  | "updated_for_clicker"
  /** The answer is taken, and its card ignored. */
  | "dropped"
  /** The clicker sees the code. */
  | "refused"
  /** The app is not asked at all; the client says that the card is too old. */
  | "not_asked";

/** What is known of one kind of card and one shape of answer. */
export interface AnswerOutcome {
  /** What the clicker sees: 0, or one of `CLIENT_CODE`. */
  readonly code: number;
  /** What happens to the card. */
  readonly effect: AnswerEffect;
  /** Stated by the platform, seen by third parties, or our reading of silent sources. */
  readonly grade: "documented" | "observed" | "inferred";
  /** The page by title, or the report. */
  readonly source: string;
}

/** One row of the table. */
export interface AnswerRow extends AnswerOutcome {
  /** The card that was clicked. */
  readonly original: OriginalCardKind;
  /** The app's answer. */
  readonly shape: AnswerShape;
}

const REFERENCE = "Card callback reference";
const HANDLE = "Handling card callbacks";
const SILENT = "silent sources";

const UNCHANGED: AnswerOutcome = { code: 0, effect: "unchanged", grade: "documented", source: HANDLE };
const UPDATED: AnswerOutcome = { code: 0, effect: "updated", grade: "documented", source: "Updating cards" };
const FOR_CLICKER: AnswerOutcome = { ...UPDATED, effect: "updated_for_clicker" };
const DROPPED_STALE: AnswerOutcome = {
  code: 0,
  effect: "dropped",
  grade: "documented",
  source: "Card JSON 2.0 release notes, on the lifetime of 1.0 cards",
};
const DROPPED_STREAMING: AnswerOutcome = { ...DROPPED_STALE, source: "Streaming updates" };
const NOT_ASKED: AnswerOutcome = {
  ...DROPPED_STALE,
  effect: "not_asked",
  source: "Card FAQ; Card JSON 2.0 release notes",
};
const DIALECT_DOWN: AnswerOutcome = {
  code: CLIENT_CODE.dialectChange,
  effect: "refused",
  grade: "documented",
  source: REFERENCE,
};
const DIALECT_UP: AnswerOutcome = {
  code: CLIENT_CODE.badCard,
  effect: "refused",
  grade: "observed",
  source: "baileyh8/hermes-feishu-streaming-card#230",
};

function badCard(grade: AnswerOutcome["grade"], source: string): AnswerOutcome {
  return { code: CLIENT_CODE.badCard, effect: "refused", grade, source };
}

function badAnswer(grade: AnswerOutcome["grade"], source: string): AnswerOutcome {
  return { code: CLIENT_CODE.badAnswer, effect: "refused", grade, source };
}

/** What holds for every kind of card that has no row of its own below. */
const EVERY_KIND: Readonly<Record<AnswerShape, AnswerOutcome>> = {
  nothing: { ...UNCHANGED, grade: "observed", source: "the official Go sample answers so over the long connection" },
  empty: UNCHANGED,
  unknown_keys: { ...UNCHANGED, grade: "inferred", source: SILENT },
  toast: { ...UNCHANGED, effect: "toast" },
  bad_toast: badAnswer("inferred", `${REFERENCE}: the answer has the wrong format`),
  card_v1: { ...UPDATED, grade: "inferred", source: SILENT },
  card_v2: { ...UPDATED, grade: "inferred", source: SILENT },
  empty_card_v1: badCard("inferred", SILENT),
  empty_card_v2: { ...UPDATED, grade: "inferred", source: "Card JSON 2.0 structure: {} is a blank card" },
  bad_card_v1: badCard("documented", REFERENCE),
  bad_card_v2: badCard("documented", REFERENCE),
  unknown_schema: badCard("inferred", `${REFERENCE}: the card is wrong`),
  template: UPDATED,
  bad_template: badCard("inferred", `${REFERENCE}: the card is wrong`),
  card_not_object: badCard("inferred", `${REFERENCE}: the card is wrong`),
  no_type: badCard("inferred", `${REFERENCE}: the card is wrong`),
  unknown_type: badCard("inferred", `${REFERENCE}: the card is wrong`),
  text_data: badCard("observed", "NousResearch/hermes-agent#109174"),
  no_data: badCard("inferred", `${REFERENCE}: the card is wrong`),
  unwrapped: badAnswer("inferred", `${REFERENCE}: the answer has the wrong format`),
  event_answer: badAnswer(
    "observed",
    "an official handler that answers like an event, NousResearch/hermes-agent#10251",
  ),
  not_an_object: badAnswer("documented", REFERENCE),
  not_json: {
    code: CLIENT_CODE.notOk,
    effect: "refused",
    grade: "inferred",
    source: "an SDK cannot send it, and fails",
  },
};

type Rows = Readonly<Partial<Record<AnswerShape, AnswerOutcome>>>;

/** A 1.0 card stays one. */
const V1: Rows = { card_v1: UPDATED, card_v2: DIALECT_UP, empty_card_v2: DIALECT_UP, bad_card_v2: DIALECT_UP };

/** A 2.0 card stays one. */
const V2: Rows = { card_v1: DIALECT_DOWN, empty_card_v1: DIALECT_DOWN, bad_card_v1: DIALECT_DOWN, card_v2: UPDATED };

const BY_KIND: Readonly<Record<OriginalCardKind, Rows>> = {
  v1_shared: V1,
  v1_exclusive: { ...V1, card_v1: FOR_CLICKER, template: FOR_CLICKER },
  v2: V2,
  v2_streaming: {
    ...V2,
    card_v2: DROPPED_STREAMING,
    empty_card_v2: DROPPED_STREAMING,
    template: DROPPED_STREAMING,
  },
  template: {},
  entity: V2,
  v1_stale: { ...V1, card_v1: DROPPED_STALE, template: DROPPED_STALE },
  expired: Object.fromEntries(ANSWER_SHAPES.map((shape) => [shape, NOT_ASKED])),
};

/** What an answer of this shape does to a card of this kind. */
export function answerOutcome(original: OriginalCardKind, shape: AnswerShape): AnswerOutcome {
  return BY_KIND[original][shape] ?? EVERY_KIND[shape];
}

/** The whole table: every kind of card with every shape of answer, the code of each, and how it is known. */
export function answerTable(): AnswerRow[] {
  return ORIGINAL_CARD_KINDS.flatMap((original) =>
    ANSWER_SHAPES.map((shape) => ({ original, shape, ...answerOutcome(original, shape) })),
  );
}
