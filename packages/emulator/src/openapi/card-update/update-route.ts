import type { Refusal } from "../../chat/attempt.ts";
import type { CardRefusal } from "../../chat/cards/read-card.ts";
import { type TokenUpdateReason, updateByToken } from "../../chat/cards/update-by-token.ts";
import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { type ApiAnswer, type ApiRefusal, refuse } from "../answer.ts";
import { GENERAL_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import { cardFaultText } from "../messages/message-refusals.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";

/** Source: delayed update of a message card. */
const MAX_CARD_BYTES = 100 * 1024;
const TOKEN = /^c-[\w-]+$/;

/** Source: delayed update of a message card, whose table has meanings and no texts: those here are ours. */
const CODE = {
  badCardParameter: 10_002,
  badCard: 11_311,
  tooLarge: 100_000,
  notJson: 100_030,
  recalled: 200_000,
  otherApp: 200_310,
  badOpenIds: 200_320,
  badTokenFormat: 300_020,
  tokenExpired: 300_030,
  tokenUsedUp: 300_040,
  openIdsMissing: 300_090,
} as const;

/** Not documented: the code that patching a card has for a click that is not answered yet. */
const IN_INTERACTION = 11_310;

const REASON_CODE: Readonly<Record<TokenUpdateReason, readonly [code: number, msg: string]>> = {
  bad_token: [CODE.tokenExpired, "the token of the card is invalid or expired"],
  token_expired: [CODE.tokenExpired, "the token of the card is invalid or expired"],
  token_used_up: [CODE.tokenUsedUp, "the token of the card has been used twice"],
  card_of_another_app: [CODE.otherApp, "the card was sent by another app"],
  message_recalled: [CODE.recalled, "the message of the card was recalled"],
  message_deleted: [CODE.recalled, "the message of the card was recalled"],
  preview_card: [CODE.badTokenFormat, "the token is of a card below a link"],
  too_early: [IN_INTERACTION, "card action is lock"],
  too_long: [CODE.tooLarge, "the card is too long"],
  too_old: [CODE.tokenExpired, "the token of the card is invalid or expired"],
  open_ids_missing: [CODE.openIdsMissing, "open_ids is required for a card that is not shared"],
  open_ids_for_shared_card: [CODE.badOpenIds, "open_ids is for cards that are not shared"],
  bad_open_ids: [CODE.badOpenIds, "open_ids is invalid"],
};

/** Changing a card after it was clicked. */
export const CARD_UPDATE_ROUTE: TenantRoute = {
  access: "tenant",
  scopes: CALL_SCOPES.update,
  needsBot: GENERAL_BOT,
  method: "POST",
  path: "/open-apis/interactive/v1/card/update",
  what: "Update a card by the token of a click",
  fidelity: "approximate",
  note: "HTTP status and texts of refusals are not documented. Only what succeeds counts as a use of the token. Before the answer: 11310, or a setting.",
  source: "Delayed update of a message card",
  body: "json",
  notJson: [CODE.notJson, "the request is not JSON"],
  handle: update,
};

function update({ app, body }: AppRequest, { town, settings }: OpenApiServices): ApiAnswer {
  const { token, card } = body;
  if (typeof token !== "string" || !TOKEN.test(token)) {
    return refuse(CODE.badTokenFormat, "the format of the token is wrong, it has to be c-…");
  }
  if (!isJsonObject(card) || Object.keys(card).length === 0) return refuse(CODE.badCardParameter, "card is invalid");
  const { open_ids: openIds, ...content } = card;
  if (openIds !== undefined && !isTexts(openIds)) return refuse(CODE.badOpenIds, "open_ids is invalid");
  if (Buffer.byteLength(JSON.stringify(content)) > MAX_CARD_BYTES) {
    return refuse(CODE.tooLarge, "the card has more than 100 KB");
  }
  const early = settings.earlyCardUpdate;
  const updated = updateByToken(town, { app, token, card: content as JsonObject, openIds, early });
  return updated.ok ? { kind: "json", body: { code: 0, msg: "ok" } } : updateRefusal(updated);
}

function updateRefusal(refusal: Refusal<TokenUpdateReason> | CardRefusal): ApiRefusal {
  const details = { reason: refusal.detail };
  if ("card" in refusal) return refuse(CODE.badCard, cardFaultText(refusal.card), { details });
  const [code, msg] = REASON_CODE[refusal.reason];
  return refuse(code, msg, { details });
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
