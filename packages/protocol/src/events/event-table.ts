import type { NamesOf } from "../callbacks/names-of.ts";
import type { P2ApplicationBotMenuV6 } from "./bot-menu-v6.ts";
import type { P2ImChatAccessEventBotP2pChatEnteredV1 } from "./bot-p2p-chat-entered-v1.ts";
import type { P2ImMessageReceiveV1 } from "./im-message-receive-v1.ts";

/** The schema 2.0 events with a typed body, by name. Others can be handled too, with an unknown body. */
export interface EventTable {
  /** The bot received a message. */
  "im.message.receive_v1": P2ImMessageReceiveV1;
  /** Somebody opened their chat with the bot. */
  "im.chat.access_event.bot_p2p_chat_entered_v1": P2ImChatAccessEventBotP2pChatEnteredV1;
  /** Somebody chose an entry of the bot's menu. */
  "application.bot.menu_v6": P2ApplicationBotMenuV6;
}

/** The name of an event with a typed body. */
export type EventType = keyof EventTable;

/** The names of {@link EventTable} at run time; a name missing on either side does not compile. */
export const EVENT_TYPES = [
  "im.message.receive_v1",
  "im.chat.access_event.bot_p2p_chat_entered_v1",
  "application.bot.menu_v6",
] as const;

/** Whether the event of this name has a typed body. */
export function isEventType(type: string): type is EventType {
  const names: NamesOf<EventTable, typeof EVENT_TYPES> = EVENT_TYPES;
  return names.includes(type);
}
