import type { CardIssue } from "./card-issue.ts";
import { CARD_RULES } from "./card-rules.ts";

/** How the platform refuses a card. */
export interface CardRefusal {
  /** The code of the answer: 230099 for most; of CardKit, what would be the code inside it. */
  readonly code: number;
  /** The code inside a 230099. */
  readonly subCode: number | undefined;
  /** The `msg` of the answer; of CardKit, its `ErrMsg`. */
  readonly msg: string;
  /** The issue that decides. */
  readonly issue: CardIssue;
}

/** The sub-code of what is found while the card is parsed, before anything else is looked at. */
const PARSE_SUB_CODE = 200_621;

/**
 * The refusal that a card with these issues meets; `undefined`: it is taken. Warnings do not count, nor what is met only
 * by a click. Length decides first, then what does not parse, then the order in the card; that order of ours is not
 * documented.
 *
 * @param issues what `validateCard` returned
 * @param api `send`: sending, replying and PATCH; `cardkit`: the card entity API, which answers with the inner code
 *   (observed for 200861) and has codes of its own for some
 */
export function cardRefusal(issues: readonly CardIssue[], api: "send" | "cardkit" = "send"): CardRefusal | undefined {
  const refusing = issues.filter(({ severity, rule }) => severity === "error" && CARD_RULES[rule].at !== "click");
  const issue =
    refusing.find(({ subCode }) => subCode === undefined) ??
    refusing.find(({ subCode }) => subCode === PARSE_SUB_CODE) ??
    refusing[0];
  if (issue === undefined) return undefined;
  const { code, subCode, cardKitCode } = issue;
  const { errMsg } = CARD_RULES[issue.rule];
  if (api === "cardkit") return { code: cardKitCode ?? subCode ?? code, subCode: undefined, msg: errMsg, issue };
  return { code, subCode, msg: subCode === undefined ? errMsg : cardErrorText(issue), issue };
}

/**
 * The platform's text for a refused card, as it answers sending, replying and PATCH with code 230099:
 * `Failed to create card content, ext=ErrCode: 11310; ErrPath: ROOT -> …; ErrMsg: …; ErrorValue: …; `. Where it stands,
 * and what `ErrorValue` holds, is observed for a part of the rules and the same for the rest by our choice.
 */
export function cardErrorText({ rule, path, subCode, errorValue }: CardIssue): string {
  const { errMsg } = CARD_RULES[rule];
  const isUnknown = rule === "unknown_property" || rule === "wrapped_card";
  const value = isUnknown ? `${errorValue ?? ""}, path: ${parentOf(path)}` : errorValue;
  const place = isUnknown || path === "ROOT" ? "" : `ErrPath: ${elementOf(path)}; `;
  const shown = value === undefined ? "" : `ErrorValue: ${value}; `;
  return `Failed to create card content, ext=ErrCode: ${subCode ?? 0}; ${place}ErrMsg: ${errMsg}; ${shown}`;
}

/** The platform names the element, not the property in it. */
function elementOf(path: string): string {
  const end = path.lastIndexOf("(tag: ");
  return end < 0 ? path : path.slice(0, path.indexOf(")", end) + 1);
}

/** An unknown property is reported at the object that has it. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf(" -> "), "ROOT".length));
}
