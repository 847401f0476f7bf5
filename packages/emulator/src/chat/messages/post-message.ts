import type { App } from "../../apps/app.ts";
import type { JsonObject } from "../../json-object.ts";
import { type Attempt, done, type Refusal, refused } from "../attempt.ts";
import { CardState } from "../cards/card-state.ts";
import { type CardRefusal, type ReadCard, readCard } from "../cards/read-card.ts";
import type { User } from "../people/user.ts";
import type { Town } from "../town.ts";
import type { Conversation } from "./conversation.ts";
import type { Mention } from "./mention.ts";
import { type Author, Message } from "./message.ts";
import { type ContentReason, readContent } from "./message-content.ts";
import { readBotText } from "./read-bot-text.ts";

/** A message to be put into a chat. */
export interface PostInput {
  readonly author: Author;
  readonly chat: Conversation;
  /** `text`, `post`, `interactive`, `image` … */
  readonly msgType: string;
  /** JSON text, as the platform's "Send a message" takes it. */
  readonly content: string;
  /** The message it answers; it has to be in `chat`. */
  readonly replyTo?: Message | undefined;
  /** Whether the answer opens or continues a topic below that message. Default false. */
  readonly inThread?: boolean | undefined;
  /** Keeps an app from sending twice within an hour: the first message is the value then. */
  readonly uuid?: string | undefined;
  /** The only person who sees it, as with ephemeral cards. Default: everybody. */
  readonly onlyFor?: User | undefined;
  /** Who is mentioned, when the placeholders stand in `content` already. Default: read from an app's text. */
  readonly mentions?: readonly Mention[] | undefined;
  /** Takes a card as it is, even a faulty one or a template that is not published. Default false. */
  readonly unchecked?: boolean | undefined;
  /** The message it is a forwarded copy of; the card comes along as everybody sees it. */
  readonly forwardOf?: Message | undefined;
}

export type PostReason =
  | ContentReason
  | "chat_dissolved"
  | "not_in_chat"
  | "reply_target_recalled"
  | "reply_target_deleted";

/** Puts a message into a chat. Nobody is told about it: delivering events is up to the caller. */
export function postMessage(town: Town, input: PostInput): Attempt<Message, PostReason> | CardRefusal {
  const refusal = refusePost(input);
  if (refusal !== undefined) return refusal;
  const { author, uuid } = input;
  const app = author.kind === "app" ? author.app : undefined;
  if (app !== undefined && uuid !== undefined) {
    const before = town.messages.sentBefore(app, uuid, town.now());
    if (before !== undefined) return done(before);
  }
  const built = buildMessage(town, input);
  if (!built.ok) return built;
  if (app !== undefined && uuid !== undefined) town.messages.rememberUuid(app, uuid, built.value);
  town.add(built.value);
  return built;
}

function refusePost({ author, chat, replyTo }: PostInput): Refusal<PostReason> | undefined {
  const member = author.kind === "app" ? author.app : author.user;
  if (chat.dissolved) return refused("chat_dissolved", `The chat ${chat.chatId} was dissolved. Open another one.`);
  if (!chat.has(member)) {
    return refused("not_in_chat", `${member.name} is not in the chat ${chat.chatId}. Add it to the group first.`);
  }
  if (replyTo?.state === "recalled") {
    return refused("reply_target_recalled", `The message ${replyTo.messageId} was recalled. Send a message instead.`);
  }
  if (replyTo?.state === "deleted") {
    return refused("reply_target_deleted", `The message ${replyTo.messageId} was deleted. Send a message instead.`);
  }
  return undefined;
}

interface Body {
  readonly content: string;
  readonly mentions: readonly Mention[];
  readonly card?: CardState | undefined;
  /** Called when the message has its id. */
  readonly sent?: ((messageId: string) => void) | undefined;
}

function buildMessage(town: Town, input: PostInput): Attempt<Message, ContentReason> | CardRefusal {
  const body = readBody(town, input);
  if (!body.ok) return body;
  const { author, chat, msgType, replyTo, inThread, onlyFor, forwardOf } = input;
  const { content, mentions, card, sent } = body.value;
  const facts = {
    messageId: town.newMessageId(chat),
    sequence: town.nextSequence(),
    conversation: chat,
    author,
    msgType,
    createdAt: town.now(),
    ...(replyTo === undefined
      ? {}
      : { rootId: replyTo.facts.rootId ?? replyTo.messageId, parentId: replyTo.messageId }),
    mentions,
    onlyFor,
    forwardedFrom: forwardOf?.messageId,
  };
  const threadId = inThread === true ? replyTo?.inThread(() => town.newThreadId(chat)) : replyTo?.threadId;
  sent?.(facts.messageId);
  return done(new Message(facts, { content, card, threadId }));
}

function readBody(town: Town, input: PostInput): Attempt<Body, ContentReason> | CardRefusal {
  const read = readContent(input.msgType, input.content);
  if (!read.ok) return read;
  const { author, msgType, content, mentions = [], forwardOf } = input;
  if (forwardOf?.card !== undefined) {
    const { app, content: shown } = forwardOf.card;
    return done({ content, mentions, card: newCard(town, author, app, { content: shown, fromTemplate: false }) });
  }
  if (author.kind === "app" && msgType === "text" && input.mentions === undefined) {
    return done(readBotText(String(read.value.text), author.app, town.directory));
  }
  if (author.kind !== "app" || msgType !== "interactive") return done({ content, mentions });
  const { app } = author;
  const card = input.unchecked === true ? asGiven(town, app, read.value) : readCard(town, app, read.value);
  if (!card.ok) return card;
  const { entity } = card.value;
  if (entity === undefined) return done({ content, mentions, card: newCard(town, author, app, card.value) });
  return done({ content, mentions, card: entity.card, sent: (messageId) => (entity.messageId = messageId) });
}

function newCard(town: Town, by: Author, app: App, { content, fromTemplate }: ReadCard): CardState {
  const change = { kind: "sent", by } as const;
  return new CardState({ app, content, fromTemplate, change, at: town.now(), maxVersions: town.maxCardVersions });
}

/** A template is drawn if it is published; anything else is shown as it is. */
function asGiven(town: Town, app: App, content: JsonObject): Attempt<ReadCard, never> {
  const rendered = content.type === "template" ? town.renderTemplate(app, content) : undefined;
  return done({ content: rendered ?? content, fromTemplate: content.type === "template" });
}
