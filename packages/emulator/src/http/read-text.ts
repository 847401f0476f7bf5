import { ClientGone } from "./client-gone.ts";

/**
 * The body of a request as text, or `undefined` when it has more than `maxBytes`: then the answer should end the
 * connection, because the rest of the body is still under way.
 *
 * @throws ClientGone
 */
export async function readText(request: Request, maxBytes: number): Promise<string | undefined> {
  const bytes = await readBytes(request, maxBytes);
  return bytes === undefined ? undefined : Buffer.from(bytes.buffer).toString("utf8");
}

/**
 * The body of a request, or `undefined` when it has more than `maxBytes`. Hono's own body limit is not used: on a body
 * without Content-Length it needs the global `Request` replaced, which a library must not do.
 *
 * @throws ClientGone
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return undefined;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new ClientGone(cause);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
