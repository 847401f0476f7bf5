import { CARD_RULES, type CardProfile, cardErrorText, cardRefusal, validateCard } from "@larkwire/cards";
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
  { isUser, isImage }: KnownThings,
): CardRefusal | Refusal<"too_long"> | undefined {
  if (checks === "off") return undefined;
  const refusal = cardRefusal(validateCard(card, { profile: checks, isUser, isImage }));
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
