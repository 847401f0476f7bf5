import type { Hono } from "hono";
import type { AppOptions } from "../apps/app-options.ts";
import type { TemplateInput } from "../chat/cards/template-store.ts";
import type { Tenant } from "../chat/people/tenant.ts";
import type { JsonObject } from "../json-object.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { describeApp, describeUser } from "./describe.ts";
import { foundApp, foundTenant, foundUser } from "./lookup.ts";
import {
  optionalBoolean,
  optionalChoice,
  optionalObject,
  optionalString,
  optionalStrings,
  readBody,
  requiredObject,
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
  "tenantKey",
];
const USER_KEYS = ["name", "timezone", "locale", "email", "tenantKey"];
const TEMPLATE_KEYS = ["templateId", "versionName", "card", "variables", "visibleTo"];

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
      tenant: optionalTenant(deps, optionalString(body, "tenantKey")),
      kind: optionalChoice(body, "kind", ["self_built", "store"]),
      blank: optionalBoolean(body, "blank"),
      // Names and types of the settings are checked where they are set.
      ...settingsOf(body),
    });
    return okAnswer(describeApp(app), 201);
  });
  routes.get("/apps", () => okAnswer(deps.apps.all().map(describeApp)));
  routes.post("/tenants", async (context) => {
    const body = await readBody(context, ["name"], deps.maxBodyBytes);
    return okAnswer(emulator.createTenant(requiredString(body, "name")), 201);
  });
  routes.get("/tenants", () => okAnswer(deps.views.town.directory.tenants));
  routes.post("/users", async (context) => {
    const body = await readBody(context, USER_KEYS, deps.maxBodyBytes);
    const user = emulator.createUser({
      name: requiredString(body, "name"),
      timezone: optionalString(body, "timezone"),
      locale: optionalString(body, "locale"),
      email: optionalString(body, "email"),
      tenant: optionalTenant(deps, optionalString(body, "tenantKey")),
    });
    return okAnswer(describeUser(user), 201);
  });
  routes.get("/users", () => okAnswer(deps.views.town.directory.users.map(describeUser)));
  routes.post("/templates", async (context) => {
    const body = await readBody(context, TEMPLATE_KEYS, deps.maxBodyBytes);
    emulator.publishTemplate({
      templateId: requiredString(body, "templateId"),
      versionName: requiredString(body, "versionName"),
      card: requiredObject(body, "card"),
      variables: optionalObject(body, "variables") as TemplateInput["variables"],
      visibleTo: optionalStrings(body, "visibleTo"),
    });
    return okAnswer({}, 201);
  });
  routes.post("/chats", async (context) => {
    const body = await readBody(context, ["userId", "appId"], deps.maxBodyBytes);
    const user = foundUser(deps, requiredString(body, "userId"));
    const app = foundApp(deps, requiredString(body, "appId"));
    const { chatId } = user.openChat(app);
    return okAnswer({ chatId, userId: user.userId, appId: app.appId, openId: user.openId(app) });
  });
}

function optionalTenant(deps: AdminDeps, tenantKey: string | undefined): Tenant | undefined {
  return tenantKey === undefined ? undefined : foundTenant(deps, tenantKey);
}

function settingsOf({ events, callbacks, legacyCardUrl, linkPreviewRules, bot }: JsonObject): AppOptions {
  return { events, callbacks, legacyCardUrl, linkPreviewRules, bot } as AppOptions;
}
