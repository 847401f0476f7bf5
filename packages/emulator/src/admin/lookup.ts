import type { App } from "../apps/app.ts";
import type { Card } from "../chat/card.ts";
import type { ChatView } from "../chat/chat-view.ts";
import type { User } from "../chat/people/user.ts";
import { AdminError } from "../errors.ts";
import type { AdminDeps } from "./admin-deps.ts";

export function foundApp({ apps }: AdminDeps, appId: string): App {
  return found(apps.find(appId), `app ${appId}`, "POST /_emu/apps");
}

export function foundUser({ views }: AdminDeps, userId: string): User {
  return found(views.town.directory.user(userId), `user ${userId}`, "POST /_emu/users");
}

export function foundChat({ views }: AdminDeps, chatId: string): ChatView {
  return found(views.open(chatId), `chat ${chatId}`, "POST /_emu/chats");
}

export function foundCard({ views }: AdminDeps, messageId: string): Card {
  return found(views.card(messageId), `card ${messageId}`, "POST /_emu/chats/:chatId/cards");
}

function found<T>(thing: T | undefined, what: string, origin: string): T {
  if (thing !== undefined) return thing;
  throw new AdminError("not_found", `There is no ${what} in this emulator. Take an id that ${origin} has answered.`);
}
