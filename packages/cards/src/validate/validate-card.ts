import { isJsonObject, type JsonObject } from "@larkwire/protocol";
import { readCardContent } from "../dialect.ts";
import { CardCheck, type CardWorld } from "./card-check.ts";
import type { CardIssue } from "./card-issue.ts";
import { CARD_LIMITS, type CardProfile } from "./card-profile.ts";
import { checkReference } from "./check-reference.ts";
import { checkFields } from "./check-value.ts";
import { readText, utf8Length } from "./read-text.ts";
import { checkRoot } from "./rules/root.ts";

/** How to judge a card. */
export interface ValidateCardOptions extends CardWorld {
  /** Which rules count. Default: `strict`. */
  readonly profile?: CardProfile | undefined;
  /** The most issues that are returned, errors before warnings; what is beyond is not looked for. Default: 100. */
  readonly maxIssues?: number | undefined;
}

/** The same, complete. */
export type ResolvedOptions = ValidateCardOptions & { readonly profile: CardProfile; readonly maxIssues: number };

/** The most issues that are returned when nothing else is asked for. */
export const DEFAULT_MAX_ISSUES = 100;

/** In UTF-8, of a UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * The faults of what can stand in an interactive message: a card written out in either dialect, a reference to a template
 * or to a card entity. An empty array: the platform takes it, as far as the rules are known. In the card's order; the one
 * that decides the platform's answer is told by `cardRefusal`.
 *
 * Takes the object or its JSON text; text that is longer than 1 MiB is not read further. Never throws because of the
 * content, and its time is bounded by the content's length.
 *
 * @throws TypeError for a profile or a number of issues that do not exist
 */
export function validateCard(content: unknown, options: ValidateCardOptions = {}): CardIssue[] {
  const { profile = "strict", maxIssues = DEFAULT_MAX_ISSUES, isUser, isImage } = options;
  if (!Object.hasOwn(CARD_LIMITS, profile)) {
    throw new TypeError(`There is no profile "${String(profile)}": write "strict" or "lenient".`);
  }
  if (!Number.isInteger(maxIssues) || maxIssues < 1) {
    throw new TypeError(`maxIssues is ${String(maxIssues)}, but it is a whole number from 1 on.`);
  }
  const read = readText(content);
  if (read.ok) return validateParsed(read.value, read.text, { profile, maxIssues, isUser, isImage });
  return read.report(new CardCheck({}, "2.0", profile, maxIssues, {}));
}

/**
 * The same for content that was parsed already.
 *
 * @param text what it was parsed from, or would be written as
 */
export function validateParsed(value: unknown, text: string, options: ResolvedOptions): CardIssue[] {
  const { profile, maxIssues } = options;
  const read = readCardContent(value);
  if (read.kind === "unreadable" || !isJsonObject(value)) {
    const check = new CardCheck({}, "2.0", profile, maxIssues, options);
    check.report("not_a_card", () => "The content is JSON, but no object. Write a card.");
    return check.issues;
  }
  const dialect = read.kind === "card" && read.dialect !== undefined ? read.dialect : "2.0";
  const check = new CardCheck(value, dialect, profile, maxIssues, options);
  checkBytes(check, text);
  if (read.kind === "card") checkCard(check, value, read.dialect);
  else checkReference(check, read.kind, value);
  return check.issues;
}

function checkBytes(check: CardCheck, text: string): void {
  const { maxBytes } = check.limits;
  if (text.length * MAX_BYTES_PER_UNIT <= maxBytes) return;
  const bytes = utf8Length(text);
  if (bytes <= maxBytes) return;
  check.report(
    "card_too_long",
    () => `The card has ${bytes} bytes as JSON, and at most ${maxBytes} are taken (${check.profile}). Shorten it.`,
  );
}

function checkCard(check: CardCheck, card: JsonObject, dialect: string | undefined): void {
  if (!checkRoot(check, card, dialect)) return;
  checkFields(check, check.table.card, card);
  const { maxElements } = check.limits;
  if (check.dialect === "1.0" || check.elements <= maxElements) return;
  check.report(
    "too_many_elements",
    () =>
      `The card has ${check.elements} elements, texts and icons included, and at most ${maxElements} are taken (${check.profile}). Leave some out.`,
  );
}
