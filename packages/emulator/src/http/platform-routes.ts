import type { HttpBindings } from "@hono/node-server";
import { DISCOVERY_CODE, DISCOVERY_PATH } from "@larkwire/protocol";
import { Hono } from "hono";
import { WEBSOCKET_PATH } from "../gateway/discovery.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { OpenApi } from "../openapi/open-api.ts";
import { answerNobody } from "./client-gone.ts";
import { isBodiless } from "./is-bodiless.ts";
import { readText } from "./read-text.ts";

const MAX_DISCOVERY_BODY_BYTES = 64 * 1024;

/** What is served besides REST calls, for people who took a wrong path. */
const BESIDES_REST = `POST ${DISCOVERY_PATH}, WebSocket ${WEBSOCKET_PATH}, the admin door under /_emu/`;

/** What the platform serves over HTTP. */
export function platformRoutes(gateway: Gateway, openApi: OpenApi): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.onError((error, context) => openApi.failed(error, context));
  routes.post(DISCOVERY_PATH, async (context) => {
    const body = await readText(context.req.raw, MAX_DISCOVERY_BODY_BYTES);
    if (body === undefined) return bodyTooLarge();
    // The name by which the client reached us also works for its WebSocket, inside containers and through tunnels, too.
    const origin = `ws://${new URL(context.req.url).host}`;
    const answer = gateway.discover(body, origin);
    if (answer === "silence") return untilGone(context.req.raw);
    return new Response(isBodiless(answer.status) ? null : answer.body, answer);
  });
  routes.route("/", openApi.routes());
  routes.notFound((context) => openApi.unknown(context, BESIDES_REST));
  return routes;
}

/** Leaves a request without an answer for as long as its client waits for one. */
function untilGone({ signal }: Request): Promise<Response> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(answerNobody())));
}

function bodyTooLarge(): Response {
  const body = { code: DISCOVERY_CODE.authFailed, msg: "body too large", data: {} };
  return Response.json(body, { status: 413, headers: { connection: "close" } });
}
