import type { P2Envelope } from "../envelope/envelope.ts";
import type { CallbackCard } from "./callback-card.ts";
import type { CallbackHost, CallbackOperator } from "./callback-origin.ts";
import type { CardToast } from "./card-toast.ts";

/**
 * What the card's author put into the component's callback `value`. Usually an object; a card from the visual builder
 * can deliver a string, which the official SDKs do not accept and we do.
 */
export type CardActionValue = Record<string, unknown> | string;

/**
 * One field of a submitted form: text, chosen option, person (`open_id`) or date as a string, several choices as an
 * array, a checker as a boolean.
 */
export type CardFormField = string | string[] | boolean;

/** The fields of a submitted form by component `name`. An optional field left empty can be `""` or missing. */
export type CardFormValue = Record<string, CardFormField>;

/** What was done, on which component. Source: the card callback reference, and the pages of the components. */
export interface CardAction<Value = CardActionValue, Form = CardFormValue> {
  /** The component's callback value; missing when the card sets none. */
  value?: Value;
  /** The component's tag. Submitting a form reports its button: `"button"`. */
  tag: string;
  /** The choice in a select, overflow, person, date or time component outside a form. Dates end in an offset: `"2025-06-10 +0800"`. */
  option?: string;
  /** The choices in a component with several. Documented as an array, shown as a single string for `select_img`: expect both. */
  options?: string[] | string;
  /** IANA name of the person's time zone, such as `"Asia/Shanghai"`. Sent with date and time components and form submits. */
  timezone?: string;
  /** The component's `name`; for a form, the name of its submit button. */
  name?: string;
  /** Only when a form was submitted. */
  form_value?: Form;
  /** The text of an input outside a form. */
  input_value?: string;
  /** The state of a checker outside a form, after the click. */
  checked?: boolean;
}

/** The message that shows the card. */
export interface CardActionContext {
  /** Only for a card below a previewed link: that link. */
  url?: string;
  /** Only for a card below a previewed link: names that preview when it is to be updated. */
  preview_token?: string;
  /** The message, `om_…`. */
  open_message_id: string;
  /** The chat, `oc_…`. */
  open_chat_id: string;
}

/** The `event` of `card.action.trigger`: somebody used a component of one of the app's cards. */
export interface CardActionTriggerEvent<Value = CardActionValue, Form = CardFormValue> {
  /** Who clicked. */
  operator: CallbackOperator;
  /** `c-…`: allows two delayed updates of the card within 30 minutes. A credential: keep it out of logs. */
  token: string;
  /** What was done, on which component. */
  action: CardAction<Value, Form>;
  /** Where the card was clicked. */
  host: CallbackHost;
  /** Only for a card below a previewed link. */
  delivery_type?: "url_preview";
  /** Where the card is. */
  context: CardActionContext;
}

/**
 * `card.action.trigger` as the platform sends it (schema 2.0). `header.create_time` is in microseconds.
 *
 * @typeParam Value type of `event.action.value`, when the app knows its own cards
 * @typeParam Form type of `event.action.form_value`, likewise
 */
export type P2CardActionTrigger<Value = CardActionValue, Form = CardFormValue> = P2Envelope<
  CardActionTriggerEvent<Value, Form>
>;

/** The answer to `card.action.trigger`, due within 3 seconds. `{}` leaves the card as it is and shows nothing. */
export interface P2CardActionTriggerResponse {
  /** Default: no toast. */
  toast?: CardToast;
  /** Default: the card stays as it is. A shared card changes for everybody, an exclusive one only for the operator. */
  card?: CallbackCard;
}
