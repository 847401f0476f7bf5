import type { AdapterReceiver } from "./adapter-receiver.ts";
import { BoundedBytes } from "./bounded-bytes.ts";

const KEEP_RAW_BODY = "hand fetchHandler the request before its body is read, or a clone of it";

/**
 * A handler for everything that speaks `Request` and `Response`: Hono, Next.js route handlers, Bun, Deno, Workers.
 *
 * @example app.post("/webhook/event", (context) => handle(context.req.raw)); // Hono
 * @example export const POST = fetchHandler(receiver); // Next.js
 */
export function fetchHandler(receiver: AdapterReceiver): (request: Request) => Promise<Response> {
  return async (request) => {
    // Locked: somebody reads it right now.
    const answer =
      request.bodyUsed || request.body?.locked
        ? receiver.refuseParsedBody(KEEP_RAW_BODY)
        : await receiver.handle({
            method: request.method,
            path: new URL(request.url).pathname,
            headers: Object.fromEntries(request.headers),
            body: await readBody(request, receiver.maxBodyBytes),
          });
    // Nothing tells when a Response has left: the next turn of the event loop is the first moment at which it can have.
    setTimeout(answer.sent, 0);
    return new Response(answer.body, { status: answer.status, headers: { ...answer.headers } });
  };
}

/** What has come when the sender goes away half-way is refused like any other damaged body. */
async function readBody({ body }: Request, maxBytes: number): Promise<Uint8Array> {
  const gathered = new BoundedBytes(maxBytes);
  const reader = body?.getReader();
  try {
    while (reader !== undefined && !gathered.isTooLong) {
      const { done, value } = await reader.read();
      if (done) break;
      gathered.add(value);
    }
    if (gathered.isTooLong) await reader?.cancel();
  } catch {
    // The sender is gone.
  }
  return gathered.bytes();
}
