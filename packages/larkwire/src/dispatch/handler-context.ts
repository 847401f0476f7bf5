import type { Log, Logger } from "../logger.ts";
import type { Deadline } from "./deadline.ts";

/** How a callback or event reached the app. */
export type Transport = "long-connection" | "webhook";

/** What a handler may want to know beside the data. */
export interface HandlerContext {
  readonly transport: Transport;
  /** When the last byte of the message was read: milliseconds since 1970. */
  readonly receivedAt: number;
  /** The platform waits 3 seconds, measured from {@link receivedAt}: `ctx.deadline.remainingMs` is what is left. */
  readonly deadline: Pick<Deadline, "remainingMs">;
  /** Aborts at the deadline, or when the client is closed. Pass it on to `fetch` and the like. */
  readonly signal: AbortSignal;
  /** The platform's id for its own logs; empty when it sent none. */
  readonly traceId: string;
  /** The platform's id of this delivery; empty when it sent none. A repeated delivery may carry another. */
  readonly messageId: string;
  /** Which connection it came on; empty for a webhook. */
  readonly connectionId: string;
  /** The exact bytes of the (decrypted) body, as a copy. */
  readonly raw: Uint8Array;
  /** Writes where the SDK writes, with the ids of this message in each line. */
  readonly logger: Logger;
}

/** The facts from which {@link MessageContext} is made. */
export interface MessageFacts {
  readonly transport: Transport;
  readonly receivedAt: number;
  readonly deadline: Deadline;
  readonly traceId: string;
  readonly messageId: string;
  readonly connectionId: string;
  /** Stays with the transport: it may be a view into memory that others read. */
  readonly payload: Uint8Array;
}

/** The context of one message. What costs something is made when it is asked for. */
export class MessageContext implements HandlerContext {
  readonly transport: Transport;
  readonly receivedAt: number;
  readonly deadline: Deadline;
  readonly traceId: string;
  readonly messageId: string;
  readonly connectionId: string;
  readonly #payload: Uint8Array;
  readonly #log: Log;
  #raw: Uint8Array | undefined;

  constructor(facts: MessageFacts, log: Log) {
    this.transport = facts.transport;
    this.receivedAt = facts.receivedAt;
    this.deadline = facts.deadline;
    this.traceId = facts.traceId;
    this.messageId = facts.messageId;
    this.connectionId = facts.connectionId;
    this.#payload = facts.payload;
    this.#log = log;
  }

  get raw(): Uint8Array {
    this.#raw ??= new Uint8Array(this.#payload);
    return this.#raw;
  }

  get signal(): AbortSignal {
    return this.deadline.signal;
  }

  get logger(): Logger {
    return this.#log.with({ messageId: this.messageId, traceId: this.traceId });
  }
}
