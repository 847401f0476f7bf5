import type { CardTemplateData } from "./callback-card.ts";
import type { CardAction, CardActionValue, CardFormValue } from "./card-action-trigger.ts";
import type { CardToast } from "./card-toast.ts";

/**
 * The legacy card callback: a flat body without `schema`, `header` or `event`. Webhook only, never encrypted.
 * Source: the legacy callback reference; fields that only the official SDKs name are marked.
 */
export interface CardActionTriggerV1<Value = CardActionValue, Form = CardFormValue> {
  /** Who clicked, `ou_…`. */
  open_id: string;
  /** Only for apps that may read employee ids. */
  user_id?: string;
  /** The company the person belongs to. */
  tenant_key: string;
  /** The message that shows the card, `om_…`. */
  open_message_id: string;
  /** Its chat, `oc_…`. Not in the reference; the official SDKs know it. */
  open_chat_id?: string;
  /** Not in the reference; seen in fixtures. */
  app_id?: string;
  /** `c-…`: allows delayed updates of the card. Not the Verification Token, and a credential: keep it out of logs. */
  token: string;
  /** What was done: the same keys as in the current callback. */
  action: CardAction<Value, Form>;
}

/** A card written out at the top level of the legacy answer. `{}` leaves the card as it is. */
export interface CardActionTriggerV1Card {
  /** Settings of the card. */
  config?: object;
  /** Title bar. */
  header?: object;
  /** The body; or `i18n_elements`. */
  elements?: object[];
  /** The body by language. */
  i18n_elements?: Record<string, object[]>;
  /** Where a click on the card's surface leads. */
  card_link?: object;
  /** Default: no toast. */
  toast?: CardToast;
}

/** A template card at the top level of the legacy answer. */
export interface CardActionTriggerV1Template {
  /** Says that `data` names a template; a written-out card has no `type`. */
  type: "template";
  /** Which template, with which values. */
  data: CardTemplateData;
  /** Default: no toast. */
  toast?: CardToast;
}

/** The answer to the legacy callback, due within 3 seconds: the bare card or a template, without the `card` wrapper. */
export type CardActionTriggerV1Response = CardActionTriggerV1Card | CardActionTriggerV1Template;
