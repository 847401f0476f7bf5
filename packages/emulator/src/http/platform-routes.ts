import { DISCOVERY_CODE, DISCOVERY_PATH } from "@larkwire/protocol";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { WEBSOCKET_PATH } from "../gateway/discovery.ts";
import type { Gateway } from "../gateway/gateway.ts";

const MAX_DISCOVERY_BODY_BYTES = 64 * 1024;

/** The platform's code for a path it does not have. Source: the list of general errors. */
const UNKNOWN_PATH_CODE = 99_991_201;

/** What the platform serves over HTTP. */
export function platformRoutes(gateway: Gateway): Hono {
  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: MAX_DISCOVERY_BODY_BYTES,
    onError: (context) => context.json({ code: DISCOVERY_CODE.authFailed, msg: "body too large", data: {} }, 413),
  });
  routes.post(DISCOVERY_PATH, limit, async (context) => {
    // The name by which the client reached us also works for its WebSocket, inside containers and through tunnels, too.
    const origin = `ws://${new URL(context.req.url).host}`;
    return context.json(gateway.discover(await context.req.text(), origin));
  });
  routes.notFound(unknownPath);
  return routes;
}

function unknownPath(context: Context): Response {
  const { method, path } = context.req;
  const msg = `${method} ${path} does not exist in this emulator. It has: POST ${DISCOVERY_PATH}, WebSocket ${WEBSOCKET_PATH}, and the admin door under /_emu/.`;
  return context.json({ code: UNKNOWN_PATH_CODE, msg, data: {} }, 404);
}
