import type { App } from "../../apps/app.ts";
import type { Mention } from "../../chat/messages/mention.ts";
import type { Author, Message } from "../../chat/messages/message.ts";
import type { Directory } from "../../chat/people/directory.ts";
import type { User } from "../../chat/people/user.ts";
import type { JsonObject } from "../../json-object.ts";
import { projectCard } from "./project-card.ts";

/** The kinds of id that a person can be named by in an answer. */
export const USER_ID_TYPES = ["open_id", "union_id", "user_id"] as const;

export type UserIdType = (typeof USER_ID_TYPES)[number];

/** How a message is to be described. */
export interface Description {
  /** Who asks. */
  readonly app: App;
  readonly directory: Directory;
  /** Default `"open_id"`. */
  readonly idType?: UserIdType | undefined;
  /** Whether a card is written out, which `card_msg_content_type=user_card_content` asks for. Default: projected. */
  readonly wholeCards?: boolean | undefined;
}

/** What a message that was recalled has in place of its content. Source: list messages. */
const REMOVED = "This message was recalled";

/** A message as the message calls answer it. Source: send message, get message. */
export function describeMessage(message: Message, how: Description): JsonObject {
  const { facts } = message;
  const { rootId, parentId } = facts;
  return {
    message_id: message.messageId,
    ...(rootId === undefined ? {} : { root_id: rootId }),
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...(message.threadId === undefined ? {} : { thread_id: message.threadId }),
    msg_type: facts.msgType,
    create_time: String(facts.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.state !== "there",
    updated: message.updated,
    chat_id: facts.conversation.chatId,
    sender: describeSender(facts.author, how),
    body: { content: message.state === "there" ? contentOf(message, how) : REMOVED },
    ...(facts.mentions.length === 0
      ? {}
      : { mentions: facts.mentions.map((mention) => describeMention(mention, how)) }),
  };
}

/** The id of a person, as `app` may know it. */
export function idOf(user: User, app: App, idType: UserIdType): string {
  if (idType === "user_id") return user.userId;
  return idType === "union_id" ? (user.ids(app).union_id ?? "") : user.openId(app);
}

function contentOf(message: Message, { wholeCards = false }: Description): string {
  if (message.card === undefined) return message.content;
  const { content } = message.card;
  return JSON.stringify(wholeCards ? content : projectCard(content));
}

function describeSender(author: Author, { app, idType = "open_id" }: Description): JsonObject {
  if (author.kind === "app") {
    const { appId, tenantKey } = author.app;
    return { id: appId, id_type: "app_id", sender_type: "app", tenant_key: tenantKey };
  }
  const { user } = author;
  return {
    id: idOf(user, app, idType),
    id_type: idType,
    sender_type: "user",
    tenant_key: user.tenant.tenantKey,
  };
}

function describeMention({ key, name, who }: Mention, { app, directory, idType = "open_id" }: Description): JsonObject {
  if (who.kind === "bot") {
    const id = directory.botOpenId(who.app, app);
    return { key, id, id_type: "open_id", name, tenant_key: who.app.tenantKey };
  }
  return { key, id: idOf(who.user, app, idType), id_type: idType, name, tenant_key: who.user.tenant.tenantKey };
}
