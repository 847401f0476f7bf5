import type { Envelope } from "@larkwire/protocol";

/** The message whose card was clicked, and what the click gives to update it. */
export interface ClickedMessage {
  /** `om_…` */
  readonly messageId: string;
  /** The credential of the delayed update. */
  readonly token: string | undefined;
  /** Who clicked, `ou_…`. */
  readonly operatorOpenId: string | undefined;
}

/** `undefined` when the envelope is no click on a card in a message. A card of a link preview is refreshed, not updated. */
export function clickedMessage(envelope: Envelope): ClickedMessage | undefined {
  if (envelope.type === "card.action.trigger_v1") {
    const { open_message_id, token, open_id } = envelope.data as LegacyBody;
    return clicked(open_message_id, token, open_id);
  }
  if (envelope.type !== "card.action.trigger") return undefined;
  const { context, delivery_type, operator, token } = (envelope.data.event ?? {}) as ClickBody;
  if (delivery_type === "url_preview") return undefined;
  return clicked(context?.open_message_id, token, operator?.open_id);
}

/** As it may come: nothing of it is checked. */
interface ClickBody {
  readonly token?: unknown;
  readonly delivery_type?: unknown;
  readonly operator?: { readonly open_id?: unknown } | null;
  readonly context?: { readonly open_message_id?: unknown } | null;
}

interface LegacyBody {
  readonly open_message_id?: unknown;
  readonly token?: unknown;
  readonly open_id?: unknown;
}

function clicked(messageId: unknown, token: unknown, openId: unknown): ClickedMessage | undefined {
  const id = text(messageId);
  return id === undefined ? undefined : { messageId: id, token: text(token), operatorOpenId: text(openId) };
}

/** Characters of an id or token that is taken: ten thousand messages are remembered by theirs. Real ones have up to 50. */
const MAX_LENGTH = 500;

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= MAX_LENGTH ? value : undefined;
}
