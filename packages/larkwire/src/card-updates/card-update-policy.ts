import type { CardUpdateErrorCode } from "../errors.ts";

/** What a refusal of an update means for the next step. */
export type RefusalStep =
  /** This way is closed, another one may be open. */
  | "other_way"
  /** The card is exclusive: say for whom. */
  | "name_people"
  /** The card is shared: do not say for whom. */
  | "name_nobody"
  /** The card is held by a click that is being answered: the same again, a little later. */
  | "again"
  /** No way will work. */
  | CardUpdateErrorCode;

/** Source: the error tables of the pages on delayed updates and on updating sent message cards. */
const STEPS: ReadonlyMap<number, RefusalStep> = new Map<number, RefusalStep>([
  [300_020, "other_way"],
  [300_030, "other_way"],
  [300_040, "other_way"],
  [300_090, "name_people"],
  [200_320, "name_nobody"],
  [200_810, "again"],
  [200_000, "card_recalled"],
  [230_011, "card_recalled"],
  [230_110, "card_recalled"],
  [232_009, "card_recalled"],
  [230_031, "card_expired"],
  [200_310, "card_not_updatable"],
  [230_002, "card_not_updatable"],
  [230_006, "card_not_updatable"],
  [230_013, "card_not_updatable"],
  [230_027, "card_not_updatable"],
  [200_830, "card_dialect_mismatch"],
  [10_002, "card_invalid"],
  [100_000, "card_invalid"],
  [100_030, "card_invalid"],
  [230_001, "card_invalid"],
  [230_025, "card_invalid"],
  [230_028, "card_invalid"],
]);

/** The message carries a second code: `ErrCode: 11310; ErrMsg: card action is lock`. */
const CARD_CONTENT = 230_099;

/** Free text about the card, of which "card action is lock" is one. */
const FREE_TEXT = 11_310;

const IS_ABOUT_CONTENT: ReadonlySet<number> = new Set([CARD_CONTENT, FREE_TEXT, 11_311]);

/** A schema that cannot change, or a card of another schema than the one in the answer. */
const OTHER_DIALECT = /\b(?:200800|200830)\b/;

/** The step after a refusal with this code; `msg` is what the platform said. */
export function refusalStep(code: number | undefined, msg: string): RefusalStep {
  if (code === undefined) return "card_update_failed";
  if (!IS_ABOUT_CONTENT.has(code)) return STEPS.get(code) ?? "card_update_failed";
  if (/card action is lock/i.test(msg)) return "again";
  return OTHER_DIALECT.test(msg) ? "card_dialect_mismatch" : "card_invalid";
}

/** Whether no way will work. */
export function isTerminal(step: RefusalStep): step is CardUpdateErrorCode {
  return !NEXT_STEPS.has(step);
}

/** Those that are followed by another attempt. */
const NEXT_STEPS: ReadonlySet<RefusalStep> = new Set(["other_way", "name_people", "name_nobody", "again"] as const);
