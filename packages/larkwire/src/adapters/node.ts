import type { IncomingMessage, ServerResponse } from "node:http";
import type { AdapterReceiver } from "./adapter-receiver.ts";
import { exchange } from "./node-exchange.ts";

const KEEP_RAW_BODY = "call nodeHandler before anything reads the request";

/**
 * A request listener for `node:http` and `node:https`.
 *
 * @example createServer(nodeHandler(receiver)).listen(3000);
 */
export function nodeHandler(
  receiver: AdapterReceiver,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return (request, response) => exchange(receiver, request, response, KEEP_RAW_BODY);
}
