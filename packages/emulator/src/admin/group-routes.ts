import type { Hono } from "hono";
import type { Group } from "../chat/messages/group.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { describeUser } from "./describe.ts";
import { found, foundApp, foundUser } from "./lookup.ts";
import { optionalStrings, readBody, requiredString } from "./read-body.ts";

/** Groups and who is in them. */
export function addGroupRoutes(routes: Hono, deps: AdminDeps): void {
  const { emulator, maxBodyBytes } = deps;
  const group = (chatId: string): Group => found(deps.views.group(chatId), `group ${chatId}`, "POST /_emu/groups");
  routes.post("/groups", async (context) => {
    const body = await readBody(context, ["name", "userIds", "appIds"], maxBodyBytes);
    const people = (optionalStrings(body, "userIds") ?? []).map((userId) => foundUser(deps, userId));
    const bots = (optionalStrings(body, "appIds") ?? []).map((appId) => foundApp(deps, appId));
    return okAnswer(describeGroup(emulator.createGroup({ name: requiredString(body, "name"), people, bots })), 201);
  });
  for (const [path, change] of [
    ["add-bot", (chat: Group) => chat.addBot.bind(chat)],
    ["remove-bot", (chat: Group) => chat.removeBot.bind(chat)],
  ] as const) {
    routes.post(`/groups/:chatId/${path}`, async (context) => {
      const chat = group(context.req.param("chatId"));
      const body = await readBody(context, ["appId", "by"], maxBodyBytes);
      await change(chat)(foundApp(deps, requiredString(body, "appId")), foundUser(deps, requiredString(body, "by")));
      return okAnswer(describeGroup(chat));
    });
  }
  for (const [path, change] of [
    ["add-person", (chat: Group) => chat.addPerson.bind(chat)],
    ["remove-person", (chat: Group) => chat.removePerson.bind(chat)],
  ] as const) {
    routes.post(`/groups/:chatId/${path}`, async (context) => {
      const chat = group(context.req.param("chatId"));
      const body = await readBody(context, ["userId"], maxBodyBytes);
      change(chat)(foundUser(deps, requiredString(body, "userId")));
      return okAnswer(describeGroup(chat));
    });
  }
  routes.post("/groups/:chatId/dissolve", ({ req }) => {
    const chat = group(req.param("chatId"));
    chat.dissolve();
    return okAnswer(describeGroup(chat));
  });
}

function describeGroup({ chatId, name, people, bots }: Group): object {
  return { chatId, name, people: people.map(describeUser), bots: bots.map(({ appId }) => appId) };
}
