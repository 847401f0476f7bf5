import type { CardActionTriggerEvent } from "@larkwire/protocol";
import type { JsonObject } from "../../json-object.ts";
import type { Random } from "../../random.ts";
import type { LegacyCardPush, P2Push } from "../push.ts";

/** Keys that only a written-out card has at its root. Source: the pages on the structure of cards. */
const CARD_KEYS = ["schema", "config", "header", "elements", "i18n_elements", "body", "card_link"];

/** The same click in the form of the legacy callback. Source: its reference; `open_chat_id` is in the official SDKs. */
export function legacyCardPush(push: P2Push, random: Random): LegacyCardPush {
  const event = JSON.parse(push.eventJson) as CardActionTriggerEvent;
  const { operator, context } = event;
  const body = {
    open_id: operator?.open_id,
    user_id: operator?.user_id,
    open_message_id: context?.open_message_id,
    open_chat_id: context?.open_chat_id,
    tenant_key: operator?.tenant_key,
    token: event.token,
    action: event.action,
  };
  return {
    kind: "callback",
    schema: "legacy_card",
    eventType: "card.action.trigger_v1",
    eventId: random.uuid(),
    traceId: push.traceId,
    bodyJson: JSON.stringify(body),
  };
}

/** A legacy answer, which was found good, in the form of a current one: `{ toast?, card? }`. */
export function asCurrentAnswer({ toast, ...rest }: JsonObject): JsonObject {
  const shown = toast === undefined ? {} : { toast };
  if (rest.type === "template") return { ...shown, card: { type: "template", data: rest.data } };
  const isCard = CARD_KEYS.some((key) => rest[key] !== undefined && rest[key] !== null);
  return isCard ? { ...shown, card: { type: "raw", data: rest } } : shown;
}
