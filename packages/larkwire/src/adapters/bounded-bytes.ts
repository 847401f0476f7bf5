/** Gathers a body up to one byte more than it may have, which is enough to be refused as too large. */
export class BoundedBytes {
  readonly #maxBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isTooLong(): boolean {
    return this.#length > this.#maxBytes;
  }

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** What was gathered. Characters cut between two chunks are whole again. */
  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }
}
