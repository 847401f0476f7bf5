import type { Hono } from "hono";
import type { ActivityEntry } from "../activity/happening.ts";
import { AdminError } from "../errors.ts";
import { activityStream } from "./activity-stream.ts";
import type { AdminDeps } from "./admin-deps.ts";

const NDJSON = "application/x-ndjson";

/** What happens, as a stream. */
export function addEventRoutes(routes: Hono, { emulator }: AdminDeps): void {
  routes.get("/events", ({ req }) => {
    const format = req.header("accept")?.includes(NDJSON) === true ? "ndjson" : "sse";
    const after = wholeNumber(req.header("last-event-id") ?? req.query("after"));
    const [appId, types] = [req.query("appId"), req.query("type")?.split(",")];
    const wants = (entry: ActivityEntry): boolean =>
      (types === undefined || types.includes(entry.type)) &&
      (appId === undefined || ("appId" in entry && entry.appId === appId));
    return new Response(activityStream(emulator.activity, format, { after, wants }), {
      headers: {
        "Content-Type": format === "sse" ? "text/event-stream" : NDJSON,
        "Cache-Control": "no-store",
      },
    });
  });
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,15}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new AdminError("bad_request", `The id to begin after is "${text}", but has to be a whole number.`);
}
