/** Bytes of room at first, which is enough for most bodies. */
const FIRST_ROOM_BYTES = 4 * 1024;

/**
 * Gathers a body up to one byte more than it may have, which is enough to be refused as too large. Its bytes are copied:
 * the pieces are objects that cost a hundred times what a byte does, and whoever sends the body chooses how many there
 * are.
 */
export class BoundedBytes {
  readonly #maxBytes: number;
  #room: Buffer = Buffer.alloc(0);
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isTooLong(): boolean {
    return this.#length > this.#maxBytes;
  }

  add(chunk: Uint8Array): void {
    const wanted = chunk.subarray(0, this.#maxBytes + 1 - this.#length);
    const length = this.#length + wanted.length;
    if (length > this.#room.length) this.#grow(length);
    this.#room.set(wanted, this.#length);
    this.#length = length;
  }

  /** What was gathered. Characters cut between two chunks are whole again. */
  bytes(): Uint8Array {
    return this.#room.subarray(0, this.#length);
  }

  /** To twice the room at least, so that each byte is copied a few times at most. */
  #grow(needed: number): void {
    const room = Buffer.allocUnsafe(Math.max(needed, 2 * this.#room.length, FIRST_ROOM_BYTES));
    room.set(this.bytes());
    this.#room = room;
  }
}
