/**
 * The body of a request as text, or `undefined` when it has more than `maxBytes`. Hono's own body limit is not used:
 * on a body without Content-Length it needs the global `Request` replaced, which a library must not do.
 */
export async function readText(request: Request, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
