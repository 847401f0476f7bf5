import type { P2Envelope } from "../envelope/envelope.ts";
import type { P2CardActionTrigger, P2CardActionTriggerResponse } from "./card-action-trigger.ts";
import type { CardActionTriggerV1, CardActionTriggerV1Response } from "./card-action-trigger-v1.ts";
import type { NamesOf } from "./names-of.ts";
import type { P2URLPreviewGet, P2URLPreviewGetResponse } from "./url-preview-get.ts";

/** Every callback by name: the body that arrives, and the answer that is due. */
export interface CallbackTable {
  /** Somebody used a component of a card. Both transports. */
  "card.action.trigger": { request: P2CardActionTrigger; response: P2CardActionTriggerResponse };
  /** Somebody sends or sees a link that the app previews. Both transports. */
  "url.preview.get": { request: P2URLPreviewGet; response: P2URLPreviewGetResponse };
  /** The legacy form of `card.action.trigger`. Webhook only. */
  "card.action.trigger_v1": { request: CardActionTriggerV1; response: CardActionTriggerV1Response };
  /** The name is known from the platform's own tools; what it carries is documented nowhere: passed on as it is. */
  "profile.view.get": { request: P2Envelope; response: unknown };
}

/** A callback's name: `header.event_type`, and the name a handler is registered for. */
export type CallbackType = keyof CallbackTable;

/** The names of {@link CallbackTable} at run time; a name missing on either side does not compile. */
export const CALLBACK_TYPES = [
  "card.action.trigger",
  "url.preview.get",
  "card.action.trigger_v1",
  "profile.view.get",
] as const;

/** Whether somebody waits for an answer (a callback) or not (an event). */
export function isCallbackType(type: string): type is CallbackType {
  const names: NamesOf<CallbackTable, typeof CALLBACK_TYPES> = CALLBACK_TYPES;
  return names.includes(type);
}
