import type { IncomingMessage, ServerResponse } from "node:http";
import type { AdapterReceiver } from "./adapter-receiver.ts";
import { type NodeBody, readNodeBody } from "./node-body.ts";
import { answerBody, whenSent } from "./node-exchange.ts";

/** What is used of a Fastify instance. */
export interface FastifyInstanceLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    contentType: string,
    parser: (request: unknown, payload: IncomingMessage) => Promise<unknown>,
  ): unknown;
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<void>): unknown;
}

/** What is used of a Fastify request. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  readonly body: unknown;
}

/** What is used of a Fastify reply. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body: string): unknown;
}

const KEEP_RAW_BODY = "register no hook that reads the request before fastifyPlugin";

const NO_BODY: NodeBody = { bytes: new Uint8Array(0), isTooLong: false };

/**
 * A Fastify plugin that serves its prefix. It reads bodies itself; the parsers of the rest of the app are not touched.
 *
 * @example await app.register(fastifyPlugin(receiver), { prefix: "/webhook/event" });
 */
export function fastifyPlugin(receiver: AdapterReceiver): (instance: FastifyInstanceLike) => Promise<void> {
  return async (instance) => {
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser("*", (_request, payload) => readNodeBody(payload, receiver.maxBodyBytes, {}));
    instance.all("/", async ({ raw, body = NO_BODY }, reply) => {
      const { method = "", url, headers } = raw;
      const answer = await answerBody(receiver, { method, path: url, headers }, body as NodeBody, KEEP_RAW_BODY);
      if (answer === undefined) return;
      whenSent(reply.raw, answer);
      reply.code(answer.status);
      reply.headers({ ...answer.headers });
      await reply.send(answer.body);
    });
  };
}
