import type { ServerResponse } from "node:http";
import { type AdapterReceiver, isForReceiver } from "./adapter-receiver.ts";
import { exchange, type NodeRequest } from "./node-exchange.ts";

const KEEP_RAW_BODY =
  "add the route above app.use(express.json()), or keep the bytes: express.json({ verify: (req, _res, rawBody) => Object.assign(req, { rawBody }) })";

/**
 * A handler for Express 4 and 5. It reads the request itself, so that no parser is needed. With `path` set on the
 * receiver, `app.use(expressHandler(receiver))` leaves all other paths to the app.
 *
 * @example app.post("/webhook/event", expressHandler(receiver));
 */
export function expressHandler(
  receiver: AdapterReceiver,
): (request: NodeRequest, response: ServerResponse, next: () => void) => void {
  return (request, response, next) => {
    if (!isForReceiver(receiver, request.originalUrl ?? request.url)) return next();
    void exchange(receiver, request, response, KEEP_RAW_BODY);
  };
}
