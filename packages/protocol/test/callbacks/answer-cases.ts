import type { CallbackType } from "../../src/index.ts";
import type { AnswerCase, Row } from "./cases/answer-case.ts";
import { CARD } from "./cases/card-cases.ts";
import { DIALECT } from "./cases/dialect-cases.ts";
import { V1 } from "./cases/legacy-cases.ts";
import { PREVIEW } from "./cases/preview-cases.ts";
import { CLICK_ONLY, NOTHING, ROOT, UNKNOWN } from "./cases/root-cases.ts";
import { TOAST } from "./cases/toast-cases.ts";

function rowsFor(type: CallbackType, ...tables: readonly (readonly Row[])[]): AnswerCase[] {
  return tables.flat().map((row) => ({ ...row, type }));
}

/** Every rule of the validator, as data. */
export const ANSWER_CASES: readonly AnswerCase[] = [
  ...rowsFor("card.action.trigger", NOTHING, TOAST, CARD, DIALECT, ROOT, CLICK_ONLY),
  ...rowsFor("url.preview.get", NOTHING, CARD, ROOT, PREVIEW),
  ...rowsFor("card.action.trigger_v1", NOTHING, TOAST, V1),
  ...rowsFor("profile.view.get", NOTHING, UNKNOWN),
];
