import {
  CARD_RULES,
  type CardIssue,
  type CardProfile,
  cardErrorText,
  cardRefusal,
  validateCard,
} from "@larkwire/cards";
import type { JsonObject } from "../../json-object.ts";
import { type Refusal, refused } from "../attempt.ts";
import { badCard, type CardRefusal } from "./read-card.ts";

/** How strictly cards are checked that an app sends or answers with; `"off"`: whatever is given is shown. */
export type CardChecks = CardProfile | "off";

/** What cards may refer to. */
export interface KnownThings {
  isUser(id: string): boolean;
  isImage(imageKey: string): boolean;
}

/** Why the platform would not take a card that is written out; `undefined` when it would. */
export function checkCard(
  card: JsonObject,
  checks: CardChecks,
  known: KnownThings,
): CardRefusal | Refusal<"too_long"> | undefined {
  const refusal = cardRefusal(cardIssues(card, checks, known));
  if (refusal === undefined) return undefined;
  const { subCode, issue } = refusal;
  if (subCode === undefined) return refused("too_long", issue.message);
  return badCard({
    code: subCode,
    message: CARD_RULES[issue.rule].errMsg,
    path: issue.path,
    value: issue.errorValue,
    text: cardErrorText(issue),
    detail: issue.message,
  });
}

/** What is wrong with a card that is written out, worth a refusal or not. */
export function cardIssues(card: JsonObject, checks: CardChecks, { isUser, isImage }: KnownThings): CardIssue[] {
  return checks === "off" ? [] : validateCard(card, { profile: checks, isUser, isImage });
}
