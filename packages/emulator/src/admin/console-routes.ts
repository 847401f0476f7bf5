import type { Hono } from "hono";
import type { App } from "../apps/app.ts";
import type { ConsoleChanges } from "../apps/console-changes.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { foundApp } from "./lookup.ts";
import { readBody, readObject, requiredChoice } from "./read-body.ts";

/** What a developer does in the console, and the company's administrator. */
export function addConsoleRoutes(routes: Hono, deps: AdminDeps): void {
  const app = (appId: string): App => foundApp(deps, appId);
  routes.get("/apps/:appId/console", ({ req }) => okAnswer(describeConsole(app(req.param("appId")))));
  routes.patch("/apps/:appId/console", async (context) => {
    const changed = app(context.req.param("appId"));
    // Names and types are checked where they are saved.
    await changed.developerConsole.save((await readObject(context, deps.maxBodyBytes)) as ConsoleChanges);
    return okAnswer(describeConsole(changed));
  });
  routes.post("/apps/:appId/console/publish", ({ req }) => {
    const published = app(req.param("appId"));
    published.developerConsole.publish();
    return okAnswer(describeConsole(published));
  });
  routes.post("/apps/:appId/console/regenerate", async (context) => {
    const { developerConsole } = app(context.req.param("appId"));
    const body = await readBody(context, ["key"], deps.maxBodyBytes);
    const key = requiredChoice(body, "key", ["encryptKey", "verificationToken"]);
    const made =
      key === "encryptKey" ? developerConsole.regenerateEncryptKey() : developerConsole.regenerateVerificationToken();
    return okAnswer({ [key]: await made });
  });
  routes.post("/apps/:appId/revoke-tokens", ({ req }) => {
    deps.emulator.revokeTokens(app(req.param("appId")));
    return okAnswer({});
  });
  routes.post("/apps/:appId/app-ticket", async ({ req }) => {
    return okAnswer(await deps.emulator.pushAppTicket(app(req.param("appId"))));
  });
  for (const action of ["enable", "disable"] as const) {
    routes.post(`/apps/:appId/${action}`, ({ req }) => {
      const changed = app(req.param("appId"));
      changed.developerConsole[action]();
      return okAnswer(describeConsole(changed));
    });
  }
}

function describeConsole({ developerConsole }: App): object {
  const { enabled, draft, published, versions } = developerConsole;
  return { enabled, draft, published, versions, checklist: developerConsole.checklist() };
}
