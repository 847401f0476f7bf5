import { isJsonObject, type JsonObject } from "@larkwire/protocol";
import { readCardContent } from "../dialect.ts";
import { CardCheck, type CardWorld } from "./card-check.ts";
import type { CardIssue } from "./card-issue.ts";
import { CARD_LIMITS, type CardProfile } from "./card-profile.ts";
import { checkReference } from "./check-reference.ts";
import { checkFields } from "./check-value.ts";
import { readText } from "./read-text.ts";
import { checkRoot } from "./rules/root.ts";

/** How to judge a card. */
export interface ValidateCardOptions extends CardWorld {
  /** Which rules count. Default: `strict`. */
  readonly profile?: CardProfile | undefined;
  /** The most issues that are returned; what is beyond is not looked for. Default: 100. */
  readonly maxIssues?: number | undefined;
}

const DEFAULT_MAX_ISSUES = 100;

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
  const start = (card: JsonObject, dialect: "1.0" | "2.0"): CardCheck =>
    new CardCheck(card, dialect, profile, maxIssues, { isUser, isImage });

  const text = readText(content);
  if (!text.ok) return text.report(start({}, "2.0"));
  const { value, bytes } = text;
  const read = readCardContent(value);
  if (read.kind === "unreadable" || !isJsonObject(value)) {
    return reportOnly(start({}, "2.0"), "not_a_card", "The content is JSON, but no object. Write a card.");
  }
  const check = start(value, read.kind === "card" && read.dialect !== undefined ? read.dialect : "2.0");
  if (bytes > check.limits.maxBytes) {
    check.report(
      "card_too_long",
      () =>
        `The card has ${bytes} bytes as JSON, and at most ${check.limits.maxBytes} are taken (${profile}). Shorten it.`,
    );
  }
  if (read.kind === "card") checkCard(check, value, read.dialect);
  else checkReference(check, read.kind, value);
  return check.issues;
}

function checkCard(check: CardCheck, card: JsonObject, dialect: string | undefined): void {
  if (!checkRoot(check, card, dialect)) return;
  checkFields(check, check.table.card, card, false);
  const { maxElements } = check.limits;
  if (check.dialect === "1.0" || check.elements <= maxElements) return;
  check.report(
    "too_many_elements",
    () =>
      `The card has ${check.elements} elements, texts and icons included, and at most ${maxElements} are taken (${check.profile}). Leave some out.`,
  );
}

function reportOnly(check: CardCheck, rule: "not_a_card", message: string): CardIssue[] {
  check.report(rule, () => message);
  return check.issues;
}
