import type { CardState } from "../cards/card-state.ts";
import type { Conversation } from "../messages/conversation.ts";
import { Message, type MessageFacts } from "../messages/message.ts";
import { authorOf, holderOf, type Reference, type Referents, referToAuthor, referToHolder } from "./references.ts";
import { restoreCard, type SavedCard, saveCard } from "./saved-card.ts";

/** A message in a snapshot. */
export interface SavedMessage
  extends Pick<
    MessageFacts,
    "messageId" | "sequence" | "msgType" | "createdAt" | "rootId" | "parentId" | "forwardedFrom"
  > {
  readonly chatId: string;
  readonly author: Reference;
  readonly mentions: readonly { key: string; who: Reference; name: string }[];
  readonly onlyFor?: string | undefined;
  readonly content: string;
  readonly updatedAt: number;
  readonly updated: boolean;
  readonly threadId?: string | undefined;
  readonly state: Message["state"];
  readonly reactions: readonly { reactionId: string; emoji: string; by: Reference; at: number }[];
  readonly card?: SavedCard | undefined;
  /** By which the message is not sent twice. */
  readonly uuidKey?: string | undefined;
}

export function saveMessage(message: Message, uuidKey: string | undefined): SavedMessage {
  const { conversation, author, mentions, onlyFor, ...facts } = message.facts;
  const { content, updatedAt, updated, threadId, state, card } = message;
  return {
    ...facts,
    chatId: conversation.chatId,
    author: referToAuthor(author),
    mentions: mentions.map(({ key, who, name }) => ({ key, who: referToHolder(who), name })),
    onlyFor: onlyFor?.userId,
    content,
    updatedAt,
    updated,
    threadId,
    state,
    reactions: message.reactions.map((reaction) => ({ ...reaction, by: referToAuthor(reaction.by) })),
    card: card === undefined ? undefined : saveCard(card),
    uuidKey,
  };
}

/** @param before the same message as it is now, when it is still there: it stays the same object */
export function restoreMessage(
  saved: SavedMessage,
  from: Referents,
  conversation: Conversation,
  maxVersions: number,
  before: Message | undefined,
): Message {
  const { content, updatedAt, updated, threadId, state } = saved;
  const message = before ?? newMessage(saved, from, conversation, maxVersions);
  if (before?.card !== undefined && saved.card !== undefined) {
    restoreCard(saved.card, from, maxVersions, before.card);
  }
  const reactions = saved.reactions.map((reaction) => ({ ...reaction, by: authorOf(reaction.by, from) }));
  message.restore({ content, updatedAt, updated, threadId, state, reactions, previews: [] });
  return message;
}

function newMessage(saved: SavedMessage, from: Referents, conversation: Conversation, maxVersions: number): Message {
  const { messageId, sequence, msgType, createdAt, rootId, parentId, forwardedFrom, content } = saved;
  const card: CardState | undefined =
    saved.card === undefined ? undefined : restoreCard(saved.card, from, maxVersions, undefined);
  const facts: MessageFacts = {
    messageId,
    sequence,
    conversation,
    author: authorOf(saved.author, from),
    msgType,
    createdAt,
    rootId,
    parentId,
    mentions: saved.mentions.map(({ key, who, name }) => ({ key, who: holderOf(who, from), name })),
    onlyFor: saved.onlyFor === undefined ? undefined : from.user(saved.onlyFor),
    forwardedFrom,
  };
  return new Message(facts, { content, card });
}
