import type { CallbackOperator, CardAction, CardActionValue, P2CardActionTrigger } from "@larkwire/protocol";

/** One use of a component of a card: what a route's handler gets first. */
export interface CardPress<Value = CardActionValue | undefined, Form = unknown> {
  /**
   * The component's callback value. JSON text that holds an object has become that object, since cards of the visual builder
   * carry it so; other text stays text. With a schema, what the schema made of it.
   */
  readonly value: Value;
  /** What the form submitted, by the names of its components; `undefined` outside a form. With a schema, what it made of it. */
  readonly form: Form;
  /** The component's tag, such as `"button"`. */
  readonly tag: string;
  /** The component's name. */
  readonly name: string | undefined;
  /** Who pressed. */
  readonly operator: CallbackOperator;
  /** The message that shows the card, `om_…`. */
  readonly messageId: string;
  /** The chat, `oc_…`. */
  readonly chatId: string;
}

/** A press before any schema has looked at it. */
export type RawPress = CardPress<unknown, unknown>;

/** Reads a press from a callback. Whatever the wire leaves out is empty, and matches no route and no guard. */
export function readPress({ event }: P2CardActionTrigger<unknown, unknown>): RawPress {
  const action: Partial<CardAction<unknown, unknown>> = event?.action ?? {};
  return {
    value: readValue(action.value),
    form: action.form_value,
    tag: action.tag ?? "",
    name: action.name,
    operator: event?.operator ?? NOBODY,
    messageId: event?.context?.open_message_id ?? "",
    chatId: event?.context?.open_chat_id ?? "",
  };
}

const NOBODY: CallbackOperator = { tenant_key: "", open_id: "" };

function readValue(value: unknown): unknown {
  if (typeof value !== "string" || !value.trimStart().startsWith("{")) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
