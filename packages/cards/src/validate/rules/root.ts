import { isJsonObject, type JsonObject, show } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

/**
 * Checks what makes an object a card at all.
 *
 * @param dialect what its `schema` says, `undefined` for an unknown one
 * @returns whether its members are worth a look
 */
export function checkRoot(check: CardCheck, card: JsonObject, dialect: string | undefined): boolean {
  if (dialect === undefined) {
    check.report(
      "unknown_schema",
      () => `The schema is ${show(card.schema)}, but only "1.0" and "2.0" exist. Write one, in quotes.`,
      { below: ["schema"] },
    );
    return false;
  }
  if (isWrapped(card)) {
    check.report(
      "wrapped_card",
      () => 'The card stands below a key "card", where it is not looked for. Send what is below that key.',
      {
        below: ["card"],
        errorValue: "unknown property, property: card",
      },
    );
    return false;
  }
  if (dialect === "1.0") checkActions(check, card);
  else checkShared(check, card);
  return true;
}

function isWrapped(card: JsonObject): boolean {
  const { card: inner, elements, body } = card;
  return (isJsonObject(inner) || typeof inner === "string") && elements === undefined && body === undefined;
}

/** Interactive components at the root of a 1.0 card stand in an `action`; of the older clients, some show nothing else. */
function checkActions(check: CardCheck, card: JsonObject): void {
  if (!Array.isArray(card.elements)) return;
  for (const [index, element] of card.elements.entries()) {
    if (!isJsonObject(element) || typeof element.tag !== "string") continue;
    if (check.table.components.get(element.tag)?.kind !== "interactive") continue;
    check.report(
      "outside_action",
      () =>
        `At the root of a 1.0 card a "${element.tag}" stands in an action. Write { tag: "action", actions: [ … ] } around it.`,
      {
        below: ["elements", index],
      },
    );
  }
}

/** 2.0 cards are shared. */
function checkShared(check: CardCheck, card: JsonObject): void {
  if (!isJsonObject(card.config) || card.config.update_multi !== false) return;
  check.report(
    "update_multi_false",
    () => "A 2.0 card is always shared, but update_multi is false. Leave it out, or write true.",
    {
      below: ["config", "update_multi"],
    },
  );
}
