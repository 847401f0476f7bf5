import type { App } from "../apps/app.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import type { Attempt } from "./attempt.ts";
import { hears } from "./events/hears.ts";
import { reactionEvent, recalledEvent } from "./events/message-events.ts";
import { messageReceivedEvent } from "./events/message-received.ts";
import { addReaction, removeMessage, removeReaction } from "./messages/change-message.ts";
import type { Conversation } from "./messages/conversation.ts";
import { mentionMembers } from "./messages/mention.ts";
import type { Message } from "./messages/message.ts";
import { postMessage } from "./messages/post-message.ts";
import type { User } from "./people/user.ts";
import type { Views } from "./views.ts";

// What people do in chats beside using cards: each deed changes the model, and then tells the bots.

/** Tells the bots that hear it of a person's message. */
export function tellOfMessage({ town }: Views, message: Message, user: User): Promise<Delivery[]> {
  const hearing = message.facts.conversation.bots.filter((app) => hears(app, message));
  return tell(hearing, "im.message.receive_v1", (app) => messageReceivedEvent(message, user, app, town.directory));
}

/** Puts a text into the chat and tells nobody. */
export function postText(
  { town }: Views,
  user: User,
  chat: Conversation,
  text: string,
  reply: { readonly replyTo?: Message; readonly inThread?: boolean } = {},
): Message {
  if (typeof text !== "string" || text === "") {
    throw new ArgumentError("bad_argument", "A message needs text: pass a string that is not empty.");
  }
  const { text: content, mentions } = mentionMembers(text, chat);
  return granted(
    postMessage(town, {
      author: { kind: "user", user },
      chat,
      msgType: "text",
      content: JSON.stringify({ text: content }),
      mentions,
      ...reply,
    }),
  );
}

export async function react(views: Views, message: Message, user: User, emoji: string): Promise<Delivery[]> {
  if (typeof emoji !== "string" || emoji === "") {
    throw new ArgumentError("bad_argument", "A reaction needs an emoji_type, such as THUMBSUP.");
  }
  const reaction = granted(addReaction(views.town, { kind: "user", user }, message.messageId, emoji));
  return tell(message.facts.conversation.bots, "im.message.reaction.created_v1", (app) =>
    reactionEvent(message, reaction, user, app),
  );
}

export async function unreact(views: Views, message: Message, user: User, emoji: string): Promise<Delivery[]> {
  const reaction = message.reactions.find(
    ({ emoji: known, by }) => known === emoji && by.kind === "user" && by.user === user,
  );
  if (reaction === undefined) {
    throw new ArgumentError("bad_argument", `${user.name} has not put ${emoji} below ${message.messageId}.`);
  }
  granted(removeReaction(views.town, { kind: "user", user }, message.messageId, reaction.reactionId));
  return tell(message.facts.conversation.bots, "im.message.reaction.deleted_v1", (app) =>
    reactionEvent(message, { ...reaction, at: views.town.now() }, user, app),
  );
}

export async function recall(views: Views, message: Message, user: User): Promise<Delivery[]> {
  granted(removeMessage(views.town, { kind: "user", user }, message.messageId, "recalled"));
  return tell(message.facts.conversation.bots, "im.message.recalled_v1", () =>
    recalledEvent(message, views.town.now()),
  );
}

/** Sends an event to several bots; resolves with what became of each. */
function tell(bots: readonly App[], type: string, eventFor: (app: App) => object): Promise<Delivery[]> {
  return Promise.all(bots.map((app) => app.deliverEvent({ type, event: eventFor(app) })));
}

/** What the model has done; what it would not do, the caller should not have asked for. */
export function granted<T>(attempt: Attempt<T, string>): T {
  if (attempt.ok) return attempt.value;
  throw new ArgumentError("bad_argument", attempt.detail);
}
