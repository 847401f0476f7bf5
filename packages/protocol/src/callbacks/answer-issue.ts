import { CLIENT_CODE } from "./clicker-codes.ts";

/** One fault in a callback's answer. */
export interface AnswerIssue {
  /** Where, from the answer's root: `"card.data.schema"`, `"toast.type"`; empty for the answer as a whole. */
  readonly path: string;
  /**
   * What the person who clicked would see: one of `CLIENT_CODE`. For `url.preview.get` it only names the kind of
   * fault: the client shows the bare link and no code.
   */
  readonly code: number;
  /** The fault, its reason and the next step, in one or two sentences. */
  readonly message: string;
}

/** An issue of the answer's outer shape: everything but the card. */
export function badAnswer(path: string, message: string): AnswerIssue {
  return { path, code: CLIENT_CODE.badAnswer, message };
}

/** An issue of the card inside the answer. */
export function badCard(path: string, message: string): AnswerIssue {
  return { path, code: CLIENT_CODE.badCard, message };
}

/** The path of `key` below `parent`, where the root is the empty path. */
export function below(parent: string, key: string): string {
  return parent === "" ? key : `${parent}.${key}`;
}
