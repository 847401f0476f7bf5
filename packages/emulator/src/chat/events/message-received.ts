import type { ImMessageReceiveV1Event, MessageMention } from "@larkwire/protocol";
import type { App } from "../../apps/app.ts";
import { wireMention } from "../messages/mention.ts";
import type { Message } from "../messages/message.ts";
import type { Directory } from "../people/directory.ts";
import type { User } from "../people/user.ts";

/** The `event` of `im.message.receive_v1` for a person's message, with the keys in the order seen on the wire. */
export function messageReceivedEvent(
  message: Message,
  sender: User,
  app: App,
  directory: Directory,
): ImMessageReceiveV1Event {
  const { conversation, createdAt, msgType, rootId, parentId, mentions } = message.facts;
  const { threadId } = message;
  const wireMentions: MessageMention[] = mentions.map((mention) => wireMention(mention, app, directory));
  return {
    message: {
      chat_id: conversation.chatId,
      chat_type: conversation.kind,
      content: message.content,
      create_time: String(createdAt),
      ...(wireMentions.length === 0 ? {} : { mentions: wireMentions }),
      message_id: message.messageId,
      message_type: msgType,
      ...(parentId === undefined ? {} : { parent_id: parentId }),
      ...(rootId === undefined ? {} : { root_id: rootId }),
      ...(threadId === undefined ? {} : { thread_id: threadId }),
      update_time: String(message.updatedAt),
    },
    sender: { sender_id: sender.ids(app), sender_type: "user", tenant_key: sender.tenant.tenantKey },
  };
}
