import { type ApiRefusal, refuse } from "../answer.ts";

/** The codes of the CardKit calls. Source: the CardKit pages, which agree on all but 200510/200850. */
const CARDKIT_CODE = {
  badParameter: 10_002,
  notGenerated: 200_220,
  noEntity: 200_740,
  entityExpired: 200_750,
  uuidConflict: 200_770,
  inInteraction: 200_810,
  streamingTimedOut: 200_850,
  tooLarge: 200_860,
  notReplaced: 300_121,
  settingsNotUpdated: 300_122,
  badElementId: 300_301,
  notShared: 300_302,
  onlySchema2: 300_303,
  tooManyElements: 300_305,
  empty: 300_307,
  streamingClosed: 300_309,
  onlyText: 300_310,
  otherApp: 300_311,
  tagChange: 300_312,
  notPatched: 300_313,
  notDeleted: 300_314,
  notAdded: 300_315,
  sequence: 300_317,
  /** Seen for an over-long text in streaming updates. Source: the official channel SDK. */
  elementTooLong: 11_310,
} as const;

type CardkitFault = Exclude<keyof typeof CARDKIT_CODE, "badParameter">;

/** What each code says when there is nothing more to say. Three are live texts, the others are those of the pages. */
const TEXTS: Readonly<Record<CardkitFault, string>> = {
  notGenerated: "Failed to generate card content",
  noEntity: "The card entity does not exist",
  entityExpired: "The card entity has expired",
  uuidConflict: "UUID conflict",
  inInteraction: "The card is in an ongoing interaction and cannot be updated",
  streamingTimedOut: "card streaming timeout",
  tooLarge: "Card content exceeds limit.",
  notReplaced: "Failed to replace element",
  settingsNotUpdated: "Failed to update card configuration",
  badElementId: "Duplicate element_id in card component.",
  notShared: "update_multi property is false",
  onlySchema2: "Only schema 2.0 is supported",
  tooManyElements: "The number of card components exceeds 200",
  empty: "The card DSL is empty",
  streamingClosed: "streaming mode is closed",
  onlyText: "Only update text",
  otherApp: "The current application does not have permission to update/use this card",
  tagChange: "Unable to update element tag",
  notPatched: "Failed to update element properties",
  notDeleted: "Failed to delete element",
  notAdded: "Failed to add element",
  sequence: "sequence number compare failed",
  elementTooLong: "element exceeds the limit",
};

/** `ErrMsg: …; `, the form seen live. */
export function cardkitRefusal(fault: CardkitFault, text: string = TEXTS[fault]): ApiRefusal {
  return refuse(CARDKIT_CODE[fault], `ErrMsg: ${text}; `);
}

/** A parameter that is JSON text but not what it has to be. */
export function badParameter(text: string): ApiRefusal {
  return refuse(CARDKIT_CODE.badParameter, `Your request contains an invalid request parameter. ${text}`);
}
