import type { IncomingMessage, ServerResponse } from "node:http";
import type { WebhookRequest } from "../webhook/webhook-request.ts";
import type { WebhookResponse } from "../webhook/webhook-response.ts";
import type { AdapterReceiver } from "./adapter-receiver.ts";
import { type NodeBody, type ReadBefore, readNodeBody } from "./node-body.ts";

/** A request of `node:http`, with what frameworks on top of it may have added. */
export type NodeRequest = IncomingMessage & ReadBefore & { readonly originalUrl?: string };

/** Reads a request, has it answered, and sends the answer. Never rejects. `advice` says how to keep the raw body. */
export async function exchange(
  receiver: AdapterReceiver,
  request: NodeRequest,
  response: ServerResponse,
  advice: string,
): Promise<void> {
  const { method = "", url, originalUrl = url, headers } = request;
  const body = await readNodeBody(request, receiver.maxBodyBytes, request);
  const answer = await answerBody(receiver, { method, path: originalUrl, headers }, body, advice);
  if (answer === undefined) return;
  whenSent(response, answer);
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

/** The receiver's answer to a request whose body was read; `undefined` when nobody waits for one any more. */
export async function answerBody(
  receiver: AdapterReceiver,
  head: Omit<WebhookRequest, "body">,
  body: NodeBody,
  advice: string,
): Promise<WebhookResponse | undefined> {
  if (body === "aborted") return undefined;
  if (body === "parsed") return receiver.refuseParsedBody(advice);
  const answer = await receiver.handle({ ...head, body: body.bytes });
  if (!body.isTooLong) return answer;
  // The rest is still under way: without this the server would read it to its end.
  const headers = { ...answer.headers, connection: "close" };
  return { status: answer.status, headers, body: answer.body, sent: () => answer.sent() };
}

/** Tells `answer` when the response has left, or never will. */
export function whenSent(response: ServerResponse, answer: WebhookResponse): void {
  const tell = (): void => answer.sent();
  if (response.closed || response.destroyed) tell();
  else response.once("finish", tell).once("close", tell);
}
