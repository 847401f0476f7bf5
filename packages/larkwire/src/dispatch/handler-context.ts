import type { CardActionTriggerV1Response, Envelope, P2CardActionTriggerResponse } from "@larkwire/protocol";
import type { CardHandle } from "../card-updates/card-handle.ts";
import type { DuplicateOptions } from "../duplicates/duplicate-options.ts";
import type { Log, Logger } from "../logger.ts";
import type { Deadline } from "./answering/deadline.ts";
import { createdAt } from "./answering/event-age.ts";

/** How a callback or event reached the app. */
export type Transport = "long-connection" | "webhook";

/** What a work handed to `ctx.later()` may give back: an answer whose card replaces the one that was clicked. */
export type LaterAnswer = P2CardActionTriggerResponse | CardActionTriggerV1Response | null | undefined | void;

/** A work for the time after the answer. */
export type LaterWork = () => LaterAnswer | Promise<LaterAnswer>;

/** What a handler may want to know beside the data. */
export interface HandlerContext {
  /** By which way the message came. */
  readonly transport: Transport;
  /** When the last byte of the message was read: milliseconds since 1970. */
  readonly receivedAt: number;
  /**
   * `ctx.deadline.remainingMs` is what is left for the handler's own answer: until the deadline guard answers for it or,
   * without a guard, until the platform stops waiting. Both are measured from {@link receivedAt}.
   */
  readonly deadline: Pick<Deadline, "remainingMs">;
  /**
   * Aborts when nobody waits for the handler any more: the client is closed and its time to drain is over. It does not
   * abort at the deadline, because a guarded handler goes on after it; only with `deadlineGuard: false` it does. Pass it
   * on to `fetch` and the like.
   */
  readonly signal: AbortSignal;
  /** Whether an answer was sent already. What the handler returns now is applied as a later update of the card. */
  readonly isAnswered: boolean;
  /**
   * How old the event was when it arrived, milliseconds, by the clock of this machine and never below 0; `undefined` when
   * the event does not say when it came to be. Events that waited for a connection, or were repeated, are old.
   */
  readonly ageMs: number | undefined;
  /**
   * Whether an earlier delivery of this event is known to have failed here or, with a shared store, in another process. A
   * repeat after a restart without such a store looks new: see {@link ageMs}.
   */
  readonly redelivered: boolean;
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
  /**
   * Answer now, work on: `work` is begun when the handler has ended well and its answer has left, and the card that it
   * returns replaces the one that was clicked. It is waited for when the client closes, and its failure goes to `onError`.
   * When the handler fails, it is not begun.
   *
   * @example
   * ctx.later(async () => ({ card: { type: "raw", data: await renderReport() } }));
   * return { toast: { type: "info", content: "The report is on its way" } };
   */
  readonly later: (work: LaterWork) => void;
  /**
   * The card that was clicked, for changes that are not this answer: progress, a final state, a correction. `undefined`
   * for anything but a click on a card in a message, and for a receiver without an API client.
   */
  readonly card: CardHandle | undefined;
  /**
   * Runs `work` once for `key`, a text of yours such as `"approve " + orderId`, and gives what it returned to everybody who
   * comes with the same key: for double clicks, and for clicks on a card that is settled already. Who comes while it runs
   * waits for it. When it throws, the next one tries again.
   *
   * It is remembered like a handled event: see {@link DuplicateOptions}. What `work` returns has to be JSON.
   *
   * @throws ConfigError `invalid_option` when the key is empty or has more than 2,000 characters
   */
  readonly once: <Result>(key: string, work: () => Result | Promise<Result>) => Promise<Result>;
}

/** What a context asks of the message it belongs to. */
export interface MessageHost {
  readonly isAnswered: boolean;
  readonly redelivered: boolean;
  readonly card: CardHandle | undefined;
  later(work: LaterWork): void;
  once<Result>(key: string, work: () => Result | Promise<Result>): Promise<Result>;
}

/** The facts from which {@link MessageContext} is made. */
export interface MessageFacts {
  readonly transport: Transport;
  readonly envelope: Envelope;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly traceId: string;
  readonly messageId: string;
  readonly connectionId: string;
  /** Stays with the transport: it may be a view into memory that others read. */
  readonly payload: Uint8Array;
}

/** The context of one message. What costs something is made when it is asked for. */
export class MessageContext implements HandlerContext {
  readonly deadline: Deadline;
  readonly #facts: MessageFacts;
  readonly #host: MessageHost;
  readonly #log: Log;
  #raw: Uint8Array | undefined;

  constructor(facts: MessageFacts, deadline: Deadline, host: MessageHost, log: Log) {
    this.deadline = deadline;
    this.#facts = facts;
    this.#host = host;
    this.#log = log;
  }

  get transport(): Transport {
    return this.#facts.transport;
  }

  get receivedAt(): number {
    return this.#facts.receivedAt;
  }

  get traceId(): string {
    return this.#facts.traceId;
  }

  get messageId(): string {
    return this.#facts.messageId;
  }

  get connectionId(): string {
    return this.#facts.connectionId;
  }

  get raw(): Uint8Array {
    this.#raw ??= new Uint8Array(this.#facts.payload);
    return this.#raw;
  }

  get signal(): AbortSignal {
    return this.deadline.signal;
  }

  get isAnswered(): boolean {
    return this.#host.isAnswered;
  }

  get ageMs(): number | undefined {
    const created = createdAt(this.#facts.envelope);
    return created === undefined ? undefined : Math.max(0, this.receivedAt - created);
  }

  get redelivered(): boolean {
    return this.#host.redelivered;
  }

  get card(): CardHandle | undefined {
    return this.#host.card;
  }

  get logger(): Logger {
    return this.#log.with({ messageId: this.messageId, traceId: this.traceId });
  }

  /** Bound, so that a handler may take it out of the context. */
  get later(): HandlerContext["later"] {
    return (work) => this.#host.later(work);
  }

  get once(): HandlerContext["once"] {
    return (key, work) => this.#host.once(key, work);
  }
}
