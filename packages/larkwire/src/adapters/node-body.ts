import type { IncomingMessage } from "node:http";
import { BoundedBytes } from "./bounded-bytes.ts";

/** Where a body may be that something in front of the adapter has read already. */
export interface ReadBefore {
  /** Left by raw and text parsers as bytes or text; by JSON parsers as an object, which is of no use. */
  readonly body?: unknown;
  /** Left by some hosts and parsers beside the parsed body, as bytes or text. */
  readonly rawBody?: unknown;
}

/** `parsed`: read before, and its bytes are gone. `aborted`: the sender went away. */
export type NodeBody = { readonly bytes: Uint8Array; readonly isTooLong: boolean } | "parsed" | "aborted";

/** The raw bytes of a request: from the stream, or from where a parser has left them. Never rejects. */
export async function readNodeBody(
  stream: IncomingMessage,
  maxBytes: number,
  readBefore: ReadBefore,
): Promise<NodeBody> {
  const kept = bytesOf(readBefore.rawBody) ?? bytesOf(readBefore.body);
  if (kept !== undefined) return { bytes: kept, isTooLong: false };
  if (stream.readableDidRead) return "parsed";
  // Something has waited for the end of a body that had none; or for something else, and the sender went away meanwhile.
  if (stream.readableEnded) return { bytes: new Uint8Array(0), isTooLong: false };
  if (stream.destroyed) return "aborted";
  const gathered = new BoundedBytes(maxBytes);
  try {
    // Not an iterator: leaving its loop early would destroy the socket before the refusal is sent.
    await new Promise<void>((resolve, reject) => {
      stream.on("data", (chunk: Buffer) => {
        if (gathered.isTooLong) return;
        gathered.add(chunk);
        if (gathered.isTooLong) resolve();
      });
      stream.on("end", resolve);
      stream.on("error", reject);
      stream.on("close", reject);
    });
  } catch {
    return "aborted";
  }
  return { bytes: gathered.bytes(), isTooLong: gathered.isTooLong };
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return typeof value === "string" ? Buffer.from(value, "utf8") : undefined;
}
