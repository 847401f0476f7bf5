import type { Context, Hono } from "hono";
import { Chat } from "../chat/chat.ts";
import type { ChatView } from "../chat/chat-view.ts";
import { ArgumentError } from "../errors.ts";
import type { JsonObject } from "../json-object.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { describeCard, describeChat, describeMessage, describePreview } from "./describe.ts";
import { optionalString, readBody, requiredObject, requiredString } from "./read-body.ts";
import { AS, viewedChat, waitOptions } from "./viewer.ts";

const WAIT_KEYS = ["timeoutMs", "clock"];

/** What people and bots do in a chat. */
export function addChatRoutes(routes: Hono, deps: AdminDeps): void {
  /** A deed: the body's keys beside `as`, and what is done with them. */
  const deed = (
    path: string,
    keys: readonly string[],
    act: (chat: ChatView, body: JsonObject) => Promise<unknown>,
    status = 200,
  ): void => {
    routes.post(`/chats/:chatId/${path}`, async (context: Context) => {
      const body = await readBody(context, [...keys, AS], deps.maxBodyBytes);
      const chat = viewedChat(deps, context.req.param("chatId") ?? "", optionalString(body, AS));
      return okAnswer(await act(chat, body), status);
    });
  };
  routes.get("/chats", () => {
    const chats = deps.views.town.conversations.flatMap(({ chatId }) => deps.views.open(chatId) ?? []);
    return okAnswer(chats.map(describeChat));
  });
  routes.get("/chats/:chatId/messages", ({ req }) => {
    return okAnswer(viewedChat(deps, req.param("chatId"), req.query(AS)).messages.map(describeMessage));
  });
  deed("cards", ["card"], async (chat, body) => describeCard(chat.postCard(requiredObject(body, "card"))), 201);
  deed("say", ["text"], (chat, body) => chat.say(requiredString(body, "text")));
  deed("paste", ["url"], async (chat, body) => describePreview(await chat.paste(requiredString(body, "url"))));
  deed("type-link", ["url"], async (chat, body) => describePreview(await chat.typeLink(requiredString(body, "url"))));
  deed("enter", [], (chat) => p2p(chat).enter());
  deed("menu", ["key"], (chat, body) => p2p(chat).menu(requiredString(body, "key")));
  deed("next-card", WAIT_KEYS, async (chat, body) => describeCard(await chat.nextCard(waitOptions(body))));
  deed("next-message", WAIT_KEYS, async (chat, body) => describeMessage(await chat.nextMessage(waitOptions(body))));
}

function p2p(chat: ChatView): Chat {
  if (chat instanceof Chat) return chat;
  throw new ArgumentError(
    "bad_argument",
    `${chat.chatId} is a group: only the chat of one person with a bot has this.`,
  );
}
