import type { CallbackType } from "./callback-table.ts";

/** One fault in a callback's answer. */
export interface AnswerIssue {
  /** Where, from the answer's root: `"card.data.schema"`, `"toast.type"`; empty for the answer as a whole. */
  readonly path: string;
  /**
   * What the person who clicked would see: one of `CLIENT_CODE`. For `url.preview.get` it only names the kind of
   * fault: the client shows the bare link and no code.
   */
  readonly code: number;
  /** The fault, its reason and the next step. */
  readonly message: string;
}

/** What is known beside the answer. */
export interface AnswerContext {
  /** The card that was clicked, as an object. Default: not known, and the change of schema is not checked. */
  readonly originalCard?: unknown;
}

/** The faults for which the platform would refuse `answer`, in order; the first decides the code. Never throws. */
export function validateAnswer(_type: CallbackType, _answer: unknown, _context: AnswerContext = {}): AnswerIssue[] {
  return [];
}
