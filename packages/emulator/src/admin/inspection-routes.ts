import type { Hono } from "hono";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";

/** What is going on: health and connections. */
export function addInspectionRoutes(routes: Hono, { emulator, apps }: AdminDeps): void {
  routes.get("/health", () => {
    const connections = apps.all().reduce((sum, app) => sum + app.connections.length, 0);
    const { url, seed, wireFaults } = emulator;
    return okAnswer({ url, seed, apps: apps.all().length, connections, wireFaults });
  });
  routes.get("/connections", ({ req }) => {
    const appId = req.query("appId");
    const wanted = apps.all().filter((app) => appId === undefined || app.appId === appId);
    return okAnswer(wanted.flatMap((app) => app.connections));
  });
}
