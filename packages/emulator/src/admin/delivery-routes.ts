import type { Hono } from "hono";
import type { Delivery } from "../delivery/delivery.ts";
import { AdminError } from "../errors.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { foundApp } from "./lookup.ts";
import { optionalChoice, readBody, requiredObject, requiredString } from "./read-body.ts";

const DEFAULT_DELIVERIES = 100;

/** What is pushed to apps: by hand, and the journal of all of it. */
export function addDeliveryRoutes(routes: Hono, deps: AdminDeps): void {
  const { emulator } = deps;
  routes.get("/deliveries", ({ req }) => {
    const limit = wholeNumber("limit", req.query("limit") ?? String(DEFAULT_DELIVERIES));
    const wanted = (["appId", "eventId", "traceId"] as const).map((name) => [name, req.query(name)] as const);
    const matches = (delivery: Delivery): boolean =>
      wanted.every(([name, value]) => value === undefined || delivery[name] === value);
    return okAnswer(emulator.deliveries.filter(matches).slice(0, limit));
  });
  routes.get("/deliveries/:messageId", ({ req }) => {
    const delivery = foundDelivery(deps, req.param("messageId"));
    const frames = emulator.sentFrames(delivery).map((bytes) => Buffer.from(bytes).toString("base64"));
    return okAnswer({ ...delivery, frames });
  });
  routes.post("/apps/:appId/events", async (context) => {
    const app = foundApp(deps, context.req.param("appId"));
    const body = await readBody(context, ["type", "event", "version"], deps.maxBodyBytes);
    const version = optionalChoice(body, "version", ["p1", "p2"]);
    const input = { type: requiredString(body, "type"), event: requiredObject(body, "event"), version };
    return okAnswer(await app.deliverEvent(input));
  });
  routes.post("/apps/:appId/callbacks", async (context) => {
    const app = foundApp(deps, context.req.param("appId"));
    const body = await readBody(context, ["type", "event", "originalCard"], deps.maxBodyBytes);
    const { originalCard } = body;
    const input = { type: requiredString(body, "type"), event: requiredObject(body, "event"), originalCard };
    return okAnswer(await app.deliverCallback(input));
  });
  routes.post("/apps/:appId/verify-request-url", async (context) => {
    const app = foundApp(deps, context.req.param("appId"));
    const body = await readBody(context, ["url"], deps.maxBodyBytes);
    return okAnswer(await app.verifyRequestUrl(requiredString(body, "url")));
  });
}

function foundDelivery({ emulator }: AdminDeps, messageId: string): Delivery {
  const delivery = emulator.deliveries.find((entry) => entry.messageId === messageId);
  if (delivery !== undefined) return delivery;
  throw new AdminError(
    "not_found",
    `The journal has no delivery ${messageId}. It keeps the last ones only; GET /_emu/deliveries lists them.`,
  );
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new AdminError("bad_request", `The query parameter ${name} is "${text}", but has to be a whole number.`);
}
