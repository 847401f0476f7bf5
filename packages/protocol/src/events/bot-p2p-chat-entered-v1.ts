import type { P2Envelope } from "../envelope/envelope.ts";
import type { UserId } from "./user-id.ts";

/** The `event` of `im.chat.access_event.bot_p2p_chat_entered_v1`. */
export interface BotP2pChatEnteredV1Event {
  /** The chat, `oc_…`. */
  chat_id: string;
  /** Who opened it. */
  operator_id: UserId;
  /** The newest message, `om_…`; missing in a chat without messages. */
  last_message_id?: string;
  /** Its time: milliseconds as text. */
  last_message_create_time?: string;
}

/**
 * `im.chat.access_event.bot_p2p_chat_entered_v1`: somebody opened their chat with the bot. Client 7.18 or later; above
 * 300 per second the platform drops some. Source: the reference of that event.
 */
export type P2ImChatAccessEventBotP2pChatEnteredV1 = P2Envelope<BotP2pChatEnteredV1Event>;
