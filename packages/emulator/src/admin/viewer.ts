import type { Card } from "../chat/card.ts";
import type { ChatMessage } from "../chat/chat-message.ts";
import type { ChatView } from "../chat/chat-view.ts";
import type { User } from "../chat/people/user.ts";
import type { WaitOptions } from "../chat/waiting-room.ts";
import type { JsonObject } from "../json-object.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { found, foundUser } from "./lookup.ts";
import { optionalChoice, optionalNumber } from "./read-body.ts";

/** The member of a body, or of a query, that says who acts or looks. Default: the first person in the chat. */
export const AS = "as";

/** @param userId of the person who acts or looks */
export function viewedChat(deps: AdminDeps, chatId: string, userId: string | undefined): ChatView {
  const chat = deps.views.open(chatId, optionalUser(deps, userId));
  return found(chat, `chat ${chatId}${forWhom(userId)}`, "POST /_emu/chats or /_emu/groups");
}

export function viewedMessage(deps: AdminDeps, messageId: string, userId: string | undefined): ChatMessage {
  const message = deps.views.message(messageId, optionalUser(deps, userId));
  return found(message, `message ${messageId}${forWhom(userId)}`, "GET /_emu/chats/:chatId/messages");
}

export function viewedCard(deps: AdminDeps, messageId: string, userId: string | undefined): Card {
  const card = deps.views.card(messageId, optionalUser(deps, userId));
  return found(card, `card ${messageId}${forWhom(userId)}`, "POST /_emu/chats/:chatId/cards");
}

/** What a body says about a wait. */
export function waitOptions(body: JsonObject): WaitOptions {
  return {
    timeoutMs: optionalNumber(body, "timeoutMs"),
    clock: optionalChoice(body, "clock", ["real", "emulator"]),
  };
}

/** The person whom `as` names; missing when it is left out. */
export function optionalUser(deps: AdminDeps, userId: string | undefined): User | undefined {
  return userId === undefined ? undefined : foundUser(deps, userId);
}

function forWhom(userId: string | undefined): string {
  return userId === undefined ? "" : ` that ${userId} sees`;
}
