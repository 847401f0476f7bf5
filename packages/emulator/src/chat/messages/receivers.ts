import type { App } from "../../apps/app.ts";
import { type Attempt, done, refused } from "../attempt.ts";
import type { User } from "../people/user.ts";
import type { Town } from "../town.ts";
import type { Conversation } from "./conversation.ts";

/** The kinds of `receive_id`. Source: "Send a message". */
export const RECEIVE_ID_TYPES = ["open_id", "user_id", "union_id", "email", "chat_id"] as const;

export type ReceiveIdType = (typeof RECEIVE_ID_TYPES)[number];

export type ReceiverReason =
  | "unknown_receiver"
  | "open_id_of_another_app"
  | "receiver_is_a_bot"
  | "receiver_in_another_tenant"
  | "not_in_chat"
  | "chat_dissolved";

/** The chat that a `receive_id` means, as `app` sees it. A person's chat with the bot is opened when there is none. */
export function resolveReceiver(
  town: Town,
  app: App,
  idType: ReceiveIdType,
  id: string,
): Attempt<Conversation, ReceiverReason> {
  if (idType === "chat_id") return resolveChat(town, app, id);
  const user = resolveUser(town, app, idType, id);
  if (!user.ok) return user;
  if (user.value.tenant.tenantKey !== app.tenantKey) {
    return refused(
      "receiver_in_another_tenant",
      `${user.value.name} belongs to another company, where this bot has no chats with single people. Use a group.`,
    );
  }
  return done(town.p2p(user.value, app));
}

/** The person an id means, as `app` sees it. */
export function resolveUser(
  town: Town,
  app: App,
  idType: Exclude<ReceiveIdType, "chat_id">,
  id: string,
): Attempt<User, ReceiverReason> {
  const { directory } = town;
  if (idType === "open_id") {
    const meant = directory.byOpenId(id);
    if (meant !== undefined && meant.appId !== app.appId) {
      return refused(
        "open_id_of_another_app",
        `${id} is an id inside ${meant.appId}, and means nobody in ${app.appId}. Ask for the person's open_id in this app.`,
      );
    }
    if (meant?.holder.kind === "bot")
      return refused("receiver_is_a_bot", `${id} is a bot, which receives no messages.`);
    if (meant?.holder.kind === "user") return done(meant.holder.user);
  }
  const user =
    idType === "user_id"
      ? directory.user(id)
      : idType === "union_id"
        ? directory.byUnionId(id)
        : idType === "email"
          ? directory.byEmail(id)
          : undefined;
  if (user !== undefined) return done(user);
  return refused(
    "unknown_receiver",
    `No person here has the ${idType} ${id}. Create the person first, and take that id.`,
  );
}

function resolveChat(town: Town, app: App, chatId: string): Attempt<Conversation, ReceiverReason> {
  const conversation = town.conversation(chatId);
  if (conversation === undefined) {
    return refused("unknown_receiver", `There is no chat ${chatId}. Take the chat_id of a chat that exists.`);
  }
  if (conversation.dissolved) return refused("chat_dissolved", `The chat ${chatId} was dissolved. Open another one.`);
  if (conversation.has(app)) return done(conversation);
  return refused("not_in_chat", `The bot of ${app.appId} is not in the chat ${chatId}. Add it to the group first.`);
}
