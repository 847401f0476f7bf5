import type { Hono } from "hono";
import { AdminError } from "../errors.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";

const DEFAULT_DELIVERIES = 100;

/** What is going on: health, connections, journal. */
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
  routes.get("/deliveries", ({ req }) => {
    const limit = wholeNumber(req.query("limit") ?? String(DEFAULT_DELIVERIES));
    return okAnswer(emulator.deliveries.slice(0, limit));
  });
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new AdminError("bad_request", `The query parameter limit is "${text}", but has to be a whole number.`);
}
