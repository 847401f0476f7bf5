import type { Hono } from "hono";
import type { App } from "../apps/app.ts";
import type { AppOptions } from "../apps/app-options.ts";
import type { User } from "../chat/people/user.ts";
import type { JsonObject } from "../json-object.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { foundApp, foundUser } from "./lookup.ts";
import {
  optionalBoolean,
  optionalChoice,
  optionalString,
  optionalStrings,
  readBody,
  requiredString,
} from "./read-body.ts";

const APP_KEYS = [
  "appId",
  "appSecret",
  "name",
  "kind",
  "blank",
  "encryptKey",
  "verificationToken",
  "scopes",
  "events",
  "callbacks",
  "legacyCardUrl",
  "linkPreviewRules",
  "bot",
];

/** What has to be there before anything can be clicked: apps, users, chats. */
export function addSetupRoutes(routes: Hono, deps: AdminDeps): void {
  const { emulator } = deps;
  routes.post("/apps", async (context) => {
    const body = await readBody(context, APP_KEYS, deps.maxBodyBytes);
    const app = emulator.createApp({
      appId: optionalString(body, "appId"),
      appSecret: optionalString(body, "appSecret"),
      name: optionalString(body, "name"),
      encryptKey: optionalString(body, "encryptKey"),
      verificationToken: optionalString(body, "verificationToken"),
      scopes: optionalStrings(body, "scopes"),
      kind: optionalChoice(body, "kind", ["self_built", "store"]),
      blank: optionalBoolean(body, "blank"),
      // Names and types of the settings are checked where they are set.
      ...settingsOf(body),
    });
    return okAnswer(describeApp(app), 201);
  });
  routes.get("/apps", () => okAnswer(deps.apps.all().map(describeApp)));
  routes.post("/users", async (context) => {
    const body = await readBody(context, ["name", "timezone"], deps.maxBodyBytes);
    const user = emulator.createUser({
      name: requiredString(body, "name"),
      timezone: optionalString(body, "timezone"),
    });
    return okAnswer(describeUser(user), 201);
  });
  routes.post("/chats", async (context) => {
    const body = await readBody(context, ["userId", "appId"], deps.maxBodyBytes);
    const user = foundUser(deps, requiredString(body, "userId"));
    const app = foundApp(deps, requiredString(body, "appId"));
    const { chatId } = user.openChat(app);
    return okAnswer({ chatId, userId: user.userId, appId: app.appId, openId: user.openId(app) });
  });
}

function settingsOf({ events, callbacks, legacyCardUrl, linkPreviewRules, bot }: JsonObject): AppOptions {
  return { events, callbacks, legacyCardUrl, linkPreviewRules, bot } as AppOptions;
}

function describeApp(app: App): object {
  const { appId, appSecret, encryptKey, verificationToken, tenantKey, name, scopes } = app;
  return { appId, appSecret, encryptKey, verificationToken, tenantKey, name, scopes };
}

function describeUser({ userId, unionId, name, timezone }: User): object {
  return { userId, unionId, name, timezone };
}
