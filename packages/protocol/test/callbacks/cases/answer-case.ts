import { type CallbackType, CLIENT_CODE } from "../../../src/index.ts";

/** One answer and the issues it must get, as `[path, code]`. `source`: the page or decision the row rests on. */
export interface AnswerCase {
  readonly name: string;
  readonly type: CallbackType;
  readonly answer: unknown;
  readonly originalCard?: unknown;
  readonly issues: readonly (readonly [path: string, code: number])[];
  /** A word that the first message must contain: the next step for this mistake. */
  readonly says?: string;
  readonly source: string;
}

/** A case before it is known for which callbacks it holds. */
export type Row = Omit<AnswerCase, "type">;

export const badAnswer: number = CLIENT_CODE.badAnswer;
export const badCard: number = CLIENT_CODE.badCard;
export const dialectChange: number = CLIENT_CODE.dialectChange;

export const card1: object = { elements: [{ tag: "hr" }] };
export const card2: object = { schema: "2.0", body: { elements: [] } };
export const template: object = {
  template_id: "AAqk1",
  template_version_name: "1.0.0",
  template_variable: { name: "a" },
};

/** Sources that many rows share. */
export const ANSWER = "card callback reference, answer section";
export const MISTAKE = "mistakes met in public issues";
export const OURS = "silent sources: our decision";
