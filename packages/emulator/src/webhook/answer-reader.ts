import { gunzipSync } from "node:zlib";
import type { PostFault } from "./post-result.ts";

/** Collects an answer's body up to a limit, which holds for the bytes on the wire and for what they unpack to. */
export class AnswerReader {
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** `false` when it is too much: then the chunk is not kept. */
  take(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) return false;
    this.#chunks.push(chunk);
    return true;
  }

  /** What has come so far. A fault when it cannot be unpacked. */
  text(encoding: string | undefined): { text: string; fault?: PostFault; detail: string } {
    const bytes = Buffer.concat(this.#chunks);
    if (encoding === undefined || encoding === "identity" || bytes.length === 0) {
      return { text: bytes.toString("utf8"), detail: "" };
    }
    if (encoding !== "gzip") return { text: "", fault: "bad_http", detail: `content-encoding ${encoding}` };
    try {
      return { text: gunzipSync(bytes, { maxOutputLength: this.#maxBytes }).toString("utf8"), detail: "" };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "gzip";
      return { text: "", fault: code === "ERR_BUFFER_TOO_LARGE" ? "answer_too_large" : "bad_http", detail: code };
    }
  }
}
