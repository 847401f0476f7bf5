import type { Context, Hono } from "hono";
import type { ChatMessage } from "../chat/chat-message.ts";
import type { JsonObject } from "../json-object.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { describeMessage } from "./describe.ts";
import { optionalBoolean, optionalString, readBody, requiredString } from "./read-body.ts";
import { AS, viewedChat, viewedMessage } from "./viewer.ts";

/** What people do with messages. */
export function addMessageRoutes(routes: Hono, deps: AdminDeps): void {
  /** A deed: the body's keys beside `as`, and what is done with them. */
  const deed = (
    path: string,
    keys: readonly string[],
    act: (message: ChatMessage, body: JsonObject) => Promise<unknown>,
  ): void => {
    routes.post(`/messages/:messageId/${path}`, async (context: Context) => {
      const body = await readBody(context, [...keys, AS], deps.maxBodyBytes);
      const message = viewedMessage(deps, context.req.param("messageId") ?? "", optionalString(body, AS));
      return okAnswer(await act(message, body));
    });
  };
  routes.get("/messages/:messageId", ({ req }) => {
    return okAnswer(describeMessage(viewedMessage(deps, req.param("messageId"), req.query(AS))));
  });
  deed("reply", ["text", "inThread"], (message, body) => {
    return message.reply(requiredString(body, "text"), { inThread: optionalBoolean(body, "inThread") });
  });
  deed("react", ["emoji"], (message, body) => message.react(requiredString(body, "emoji")));
  deed("unreact", ["emoji"], (message, body) => message.unreact(requiredString(body, "emoji")));
  deed("recall", [], (message) => message.recall());
  deed("forward", ["chatId"], async (message, body) => {
    const chat = viewedChat(deps, requiredString(body, "chatId"), message.chat.user.userId);
    return describeMessage(message.forwardTo(chat));
  });
}
