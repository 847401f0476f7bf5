/** One frame of a WebSocket, as it crossed the wire (RFC 6455, section 5.2). */
export interface WebSocketFrame {
  readonly opcode: number;
  /** Without the mask. */
  readonly payload: Buffer;
  /** All of it. */
  readonly bytes: Buffer;
}

export const OPCODE = { binary: 2, ping: 9, pong: 10 } as const;

const HTTP_END = "\r\n\r\n";

/** Cuts one direction of a connection into its HTTP head and, after that, frames. */
export class WebSocketFrames {
  #rest: Buffer = Buffer.alloc(0);
  #head: string | undefined;

  /** The HTTP head, as soon as it is complete. */
  get head(): string | undefined {
    return this.#head;
  }

  /** @returns what is complete now: the bytes of the head, or a frame */
  push(chunk: Buffer): (Buffer | WebSocketFrame)[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const complete: (Buffer | WebSocketFrame)[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) complete.push(next);
    return complete;
  }

  #next(): Buffer | WebSocketFrame | undefined {
    if (this.#head !== undefined) return this.#frame();
    const end = this.#rest.indexOf(HTTP_END);
    if (end < 0) return undefined;
    const bytes = this.#take(end + HTTP_END.length);
    this.#head = bytes.toString("latin1");
    return bytes;
  }

  #frame(): WebSocketFrame | undefined {
    const { length } = this.#rest;
    if (length < 2) return undefined;
    const [first = 0, second = 0] = this.#rest;
    const short = second & 0x7f;
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    const maskBytes = second >= 0x80 ? 4 : 0;
    const headBytes = 2 + lengthBytes + maskBytes;
    if (length < headBytes) return undefined;
    const payloadBytes =
      lengthBytes === 0 ? short : Number.parseInt(this.#rest.toString("hex", 2, 2 + lengthBytes), 16);
    if (length < headBytes + payloadBytes) return undefined;
    const bytes = this.#take(headBytes + payloadBytes);
    const mask = bytes.subarray(headBytes - maskBytes, headBytes);
    const payload = Buffer.from(bytes.subarray(headBytes));
    if (maskBytes > 0)
      for (let at = 0; at < payload.length; at++) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
    return { opcode: first & 0x0f, payload, bytes };
  }

  #take(count: number): Buffer {
    const bytes = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return bytes;
  }
}
