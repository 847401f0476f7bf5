import type { CardState } from "../chat/cards/card-state.ts";
import type { Town } from "../chat/town.ts";
import type { Activity } from "./activity.ts";

/** Publishes what happens in chats. */
export function publishChat(town: Town, activity: Activity): void {
  const published = new WeakMap<CardState, number>();
  town.onChange(({ kind, message: { messageId, facts, card } }) => {
    activity.publish({ type: kind, chatId: facts.conversation.chatId, messageId });
    const version = card?.versions.at(-1)?.number;
    if (card === undefined || version === undefined) return;
    if (published.get(card) === version) return;
    published.set(card, version);
    activity.publish({ type: "card_shown", appId: card.app.appId, messageId, content: card.content });
  });
}
