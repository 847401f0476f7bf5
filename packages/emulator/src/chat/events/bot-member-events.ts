import type { App } from "../../apps/app.ts";
import type { Conversation } from "../messages/conversation.ts";
import type { User } from "../people/user.ts";

/** The `event` of `im.chat.member.bot.added_v1` and `…deleted_v1`. Source: their references, and the official SDK's types. */
export function botAddedEvent(chat: Conversation, bot: App, by: User): object {
  return {
    chat_id: chat.chatId,
    operator_id: by.ids(bot),
    external: chat.people.some(({ tenant }) => tenant.tenantKey !== bot.tenantKey),
    operator_tenant_key: by.tenant.tenantKey,
    name: chat.name,
    i18n_names: {},
  };
}
