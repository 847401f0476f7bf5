import type { Clock, TimerHandle } from "../../clock.ts";
import type { MessageRef } from "./message.ts";

/** At most one receipt is asked for in this time, however many answers leave. */
const MIN_ASK_INTERVAL_MS = 50;

/** Answers without a receipt that are remembered: more are only without one when the other side gives none at all. */
const MAX_UNCONFIRMED = 1_000;

export interface AnswerReceiptsOptions {
  readonly clock: Clock;
  /** Sends a ping of the WebSocket itself, with these bytes. */
  readonly sendPing: (payload: Uint8Array) => void;
}

/**
 * Knows which answers of a connection have certainly been read. Bytes that were handed to the network may be lost with
 * their connection, and TCP does not tell. But a WebSocket is read in order: the pong for a ping that left after an
 * answer proves that the answer was read. So a ping follows answers, never two at a time and not too often.
 */
export class AnswerReceipts {
  readonly #options: AnswerReceiptsOptions;
  readonly #unconfirmed: MessageRef[] = [];
  #number = 0;
  /** How many of the unconfirmed, from the first, the ping on its way stands for; 0 when none is on its way. */
  #asked = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #timer: TimerHandle | undefined;

  constructor(options: AnswerReceiptsOptions) {
    this.#options = options;
  }

  /** An answer was handed to the network. */
  sent(answer: MessageRef): void {
    this.#unconfirmed.push(answer);
    if (this.#unconfirmed.length <= MAX_UNCONFIRMED) return;
    this.#unconfirmed.shift();
    this.#asked = Math.max(0, this.#asked - 1);
  }

  /** All answers of this turn of the event loop were sent. */
  flush(): void {
    if (this.#asked > 0 || this.#timer !== undefined || this.#unconfirmed.length === 0) return;
    const { clock } = this.#options;
    const waitMs = this.#askedAtMs + MIN_ASK_INTERVAL_MS - clock.monotonicMs();
    if (waitMs <= 0) return this.#ask();
    this.#timer = clock.setTimeout(() => {
      this.#timer = undefined;
      this.#ask();
    }, waitMs);
  }

  /** A pong of the WebSocket itself. */
  onPong(payload: Uint8Array): void {
    if (this.#asked === 0 || !Buffer.from(payload).equals(this.#payload())) return;
    this.#unconfirmed.splice(0, this.#asked);
    this.#asked = 0;
    this.flush();
  }

  /** Ends it; returns the answers of which nobody knows whether they were read. */
  stop(): readonly MessageRef[] {
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asked = 0;
    return this.#unconfirmed.splice(0);
  }

  #ask(): void {
    this.#number = (this.#number + 1) % 2 ** 32;
    this.#asked = this.#unconfirmed.length;
    this.#askedAtMs = this.#options.clock.monotonicMs();
    this.#options.sendPing(this.#payload());
  }

  #payload(): Buffer {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(this.#number);
    return bytes;
  }
}
