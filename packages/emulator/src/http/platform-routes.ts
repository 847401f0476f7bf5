import { DISCOVERY_CODE, DISCOVERY_PATH } from "@larkwire/protocol";
import { type Context, Hono } from "hono";
import { WEBSOCKET_PATH } from "../gateway/discovery.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { readText } from "./read-text.ts";

const MAX_DISCOVERY_BODY_BYTES = 64 * 1024;

/** Statuses whose answers have no body. */
const BODILESS = [204, 205, 304];

/** The platform's code for a path it does not have. Source: the list of general errors. */
const UNKNOWN_PATH_CODE = 99_991_201;

/** What the platform serves over HTTP. */
export function platformRoutes(gateway: Gateway): Hono {
  const routes = new Hono();
  routes.post(DISCOVERY_PATH, async (context) => {
    const body = await readText(context.req.raw, MAX_DISCOVERY_BODY_BYTES);
    if (body === undefined)
      return context.json({ code: DISCOVERY_CODE.authFailed, msg: "body too large", data: {} }, 413);
    // The name by which the client reached us also works for its WebSocket, inside containers and through tunnels, too.
    const origin = `ws://${new URL(context.req.url).host}`;
    const answer = gateway.discover(body, origin);
    if (answer === "silence") return untilGone(context.req.raw);
    return new Response(BODILESS.includes(answer.status) ? null : answer.body, answer);
  });
  routes.notFound(unknownPath);
  return routes;
}

/** Leaves a request without an answer for as long as its client waits for one. */
function untilGone({ signal }: Request): Promise<Response> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(new Response(null, { status: 499 }))));
}

function unknownPath(context: Context): Response {
  const { method, path } = context.req;
  const msg = `${method} ${path} does not exist in this emulator. It has: POST ${DISCOVERY_PATH}, WebSocket ${WEBSOCKET_PATH}, and the admin door under /_emu/.`;
  return context.json({ code: UNKNOWN_PATH_CODE, msg, data: {} }, 404);
}
