import { CardUpdateError, type CardUpdateErrorCode, type OpenApiError } from "../errors.ts";
import type { CardDialect } from "./card-content.ts";

const REASONS: Readonly<Record<CardUpdateErrorCode, string>> = {
  card_dialect_mismatch:
    "a card keeps its schema for life. Write the new card in the schema of the one that was sent, or send a new message.",
  card_expired: "the message is older than 14 days. Send a new message.",
  card_recalled: "the message was recalled, or its chat is gone. Send a new message, if it is still wanted.",
  card_not_updatable: "this app may not change the card. Was it sent by another app, or is a permission missing?",
  card_no_way_left:
    "the token of the click is used up or expired, and a card that is not shared cannot be changed without one. Set update_multi in the card's config, or wait for the next click.",
  card_invalid: "a card is a JSON object that the platform takes, and this is none. Correct it.",
  card_client_closed: "the client was closed before it could be sent.",
  card_update_failed: "the call failed.",
};

export function cardUpdateError(code: CardUpdateErrorCode, messageId: string, cause?: OpenApiError): CardUpdateError {
  const message = `The card of ${messageId} was not updated: ${REASONS[code]}${said(cause)}`;
  return new CardUpdateError(code, message, { retryable: cause?.retryable ?? false, cause });
}

/** Refused before the platform does. */
export function dialectError(messageId: string, old: CardDialect, next: CardDialect): CardUpdateError {
  const message = `The card of ${messageId} was not updated: it has schema ${old}, and the new one has ${next}; ${REASONS.card_dialect_mismatch}`;
  return new CardUpdateError("card_dialect_mismatch", message, { retryable: false });
}

function said(cause: OpenApiError | undefined): string {
  return cause === undefined ? "" : ` ${cause.message}`;
}
