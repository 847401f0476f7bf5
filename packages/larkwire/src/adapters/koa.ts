import type { IncomingMessage, ServerResponse } from "node:http";
import { type AdapterReceiver, isForReceiver } from "./adapter-receiver.ts";
import { type ReadBefore, readNodeBody } from "./node-body.ts";
import { answerBody, whenSent } from "./node-exchange.ts";

const KEEP_RAW_BODY =
  "use koaHandler above the body parser, or one that keeps ctx.request.rawBody, such as koa-bodyparser";

/** What is used of Koa's context. */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly method: string;
  readonly originalUrl: string;
  readonly request: ReadBefore;
  status: number;
  body: unknown;
  set(name: string, value: string): void;
}

/**
 * A middleware for Koa, with a router or without. Without one set `path` on the receiver: all other paths are left to
 * the app.
 *
 * @example router.post("/webhook/event", koaHandler(receiver));
 */
export function koaHandler(
  receiver: AdapterReceiver,
): (context: KoaContext, next: () => Promise<unknown>) => Promise<void> {
  return async (context, next) => {
    const { req, res, method, originalUrl } = context;
    if (!isForReceiver(receiver, originalUrl)) return void (await next());
    const body = await readNodeBody(req, receiver.maxBodyBytes, context.request);
    const head = { method, path: originalUrl, headers: req.headers };
    const answer = await answerBody(receiver, head, body, KEEP_RAW_BODY);
    if (answer === undefined) return;
    whenSent(res, answer);
    context.status = answer.status;
    for (const [name, value] of Object.entries(answer.headers)) context.set(name, value);
    context.body = answer.body;
  };
}
