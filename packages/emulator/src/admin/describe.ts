import type { App } from "../apps/app.ts";
import type { Card } from "../chat/card.ts";
import type { ChatMessage } from "../chat/chat-message.ts";
import type { ChatView } from "../chat/chat-view.ts";
import type { User } from "../chat/people/user.ts";
import type { Preview } from "../chat/previews/preview.ts";

export function describeUser({ userId, unionId, name, timezone, locale, email, tenant }: User): object {
  return { userId, unionId, name, timezone, locale, email, tenantKey: tenant.tenantKey };
}

export function describeApp(app: App): object {
  const { appId, appSecret, encryptKey, verificationToken, tenantKey, name, scopes } = app;
  return { appId, appSecret, encryptKey, verificationToken, tenantKey, name, scopes };
}

export function describeChat(chat: ChatView): object {
  return {
    chatId: chat.chatId,
    name: chat.name,
    people: chat.people.map(({ userId, name }) => ({ userId, name })),
    bots: chat.bots.map(({ appId, name }) => ({ appId, name })),
  };
}

/** A card as one person sees it. */
export function describeCard(card: Card): object {
  const { messageId, chat, content, text, awaitsAnswer } = card;
  return { messageId, chatId: chat.chatId, content, text, screen: card.screen(), awaitsAnswer };
}

/** A card with its states: of people and apps only the ids. */
export function describeVersions({ versions }: Card): object[] {
  return versions.map(({ number, at, change, content, seenBy }) => ({
    number,
    at,
    kind: change.kind,
    by: change.by.kind === "app" ? { appId: change.by.app.appId } : { userId: change.by.user.userId },
    seenBy: seenBy === "everybody" ? seenBy : seenBy.map(({ userId }) => userId),
    content,
  }));
}

export function describeMessage(message: ChatMessage): object {
  const { messageId, chat, sender, isFromBot, msgType, content, text, isGone, isUpdated, sentAt } = message;
  const { reactions, threadId, replyTo, card } = message;
  return {
    ...{ messageId, chatId: chat.chatId, sender, isFromBot, msgType, content, text, isGone, isUpdated, sentAt },
    ...{ reactions, threadId, replyTo: replyTo?.messageId },
    card: card === undefined ? undefined : describeCard(card),
  };
}

export function describePreview(preview: Preview): object {
  const { shownCard } = preview;
  return { ...preview, shownCard: shownCard === undefined ? undefined : describeCard(shownCard) };
}
