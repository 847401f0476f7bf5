import type { Hono } from "hono";
import type { Card } from "../chat/card.ts";
import type { ClickOptions } from "../chat/interaction/use-component.ts";
import type { JsonObject } from "../json-object.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { foundCard, foundChat } from "./lookup.ts";
import { formFields, readBody, requiredObject, requiredString } from "./read-body.ts";

/** What people and bots do in a chat. */
export function addChatRoutes(routes: Hono, deps: AdminDeps): void {
  routes.post("/chats/:chatId/cards", async (context) => {
    const chat = foundChat(deps, context.req.param("chatId"));
    const body = await readBody(context, ["card"], deps.maxBodyBytes);
    return okAnswer(describeCard(chat.postCard(requiredObject(body, "card"))), 201);
  });
  routes.post("/chats/:chatId/say", async (context) => {
    const chat = foundChat(deps, context.req.param("chatId"));
    const body = await readBody(context, ["text"], deps.maxBodyBytes);
    return okAnswer(await chat.say(requiredString(body, "text")));
  });
  routes.post("/chats/:chatId/paste", async (context) => {
    const chat = foundChat(deps, context.req.param("chatId"));
    const body = await readBody(context, ["url"], deps.maxBodyBytes);
    return okAnswer(await chat.paste(requiredString(body, "url")));
  });
  routes.get("/cards/:messageId", ({ req }) => okAnswer(describeCard(foundCard(deps, req.param("messageId")))));
  routes.post("/cards/:messageId/click", async (context) => {
    const card = foundCard(deps, context.req.param("messageId"));
    const body = await readBody(context, ["target", "form"], deps.maxBodyBytes);
    const outcome = await card.click(requiredString(body, "target"), clickOptions(body));
    return okAnswer({ ...outcome, shown: card.content });
  });
}

function describeCard({ messageId, chat, content }: Card): object {
  return { messageId, chatId: chat.chatId, content };
}

function clickOptions(body: JsonObject): ClickOptions {
  return body.form === undefined ? {} : { form: formFields(requiredObject(body, "form")) };
}
