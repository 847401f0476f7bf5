import type { App } from "../../apps/app.ts";
import type { Message, Reaction } from "../messages/message.ts";
import type { User } from "../people/user.ts";

/** The permission without which an app does not see names. */
const NAME_SCOPE = "contact:user.base:readonly";

/**
 * The `event` of `im.message.reaction.created_v1` and `…deleted_v1`. Source: their references, and the official SDK's
 * types.
 */
export function reactionEvent(message: Message, { emoji, at }: Reaction, by: User, app: App): object {
  return {
    message_id: message.messageId,
    reaction_type: { emoji_type: emoji },
    operator_type: "user",
    user_id: by.ids(app),
    action_time: String(at),
  };
}

/** The `event` of `im.message.recalled_v1` for a person's own message. Source: as above. */
export function recalledEvent(message: Message, now: number): object {
  return {
    message_id: message.messageId,
    chat_id: message.facts.conversation.chatId,
    recall_time: String(now),
    recall_type: "message_owner",
  };
}

/** The `event` of `im.chat.access_event.bot_p2p_chat_entered_v1`. Source: its reference. */
export function chatEnteredEvent(chatId: string, by: User, app: App, last: Message | undefined): object {
  return {
    chat_id: chatId,
    operator_id: by.ids(app),
    ...(last === undefined
      ? {}
      : { last_message_id: last.messageId, last_message_create_time: String(last.facts.createdAt) }),
  };
}

/** The `event` of `application.bot.menu_v6`: `timestamp` is a number of whole seconds. Source: its reference. */
export function menuEvent(key: string, by: User, app: App, now: number): object {
  const name = app.published.scopes.includes(NAME_SCOPE) ? { operator_name: by.name } : {};
  return {
    operator: { ...name, operator_id: by.ids(app) },
    event_key: key,
    timestamp: Math.floor(now / 1000),
  };
}
