import type { Ack } from "@larkwire/protocol";

/** Bounds on what is remembered. */
export interface EventMemoryLimits {
  /** How long an event is remembered after its first delivery, milliseconds. */
  readonly keepMs: number;
  /** Events that have ended; the oldest are forgotten first. Those that still run are never forgotten. */
  readonly maxEnded: number;
  /** Characters of answers that are kept together. */
  readonly maxAnswerLength: number;
}

/** What is remembered of one event. */
export class EventRecord {
  readonly keys: readonly string[];
  readonly expiresAtMs: number;
  /** Whether an earlier delivery was seen, and failed. */
  readonly redelivered: boolean;
  /** Whoever handles it now; nobody when it has ended. */
  owner: object | undefined;
  /** How it ended: the acknowledgement that repeats get; nothing when it failed. */
  ack: Ack | undefined;
  /** Who waits for the end. */
  waiters: ((ack: Ack) => void)[] | undefined;

  constructor(keys: readonly string[], expiresAtMs: number, redelivered: boolean, owner: object) {
    this.keys = keys;
    this.expiresAtMs = expiresAtMs;
    this.redelivered = redelivered;
    this.owner = owner;
  }
}

/** Which events this process handles, and which it has handled. Everything here happens at once, without waiting. */
export class EventMemory {
  readonly #limits: EventMemoryLimits;
  readonly #running = new Map<string, EventRecord>();
  /** In the order in which they ended, which is near enough the order in which they expire. */
  readonly #ended = new Map<string, EventRecord>();
  #answerLength = 0;

  constructor(limits: EventMemoryLimits) {
    this.#limits = limits;
  }

  /** Events that are remembered, running ones included, counted by key. */
  get size(): number {
    return this.#running.size + this.#ended.size;
  }

  /**
   * The record of an event: a new one, owned by `owner`, when the event is not known or failed before; otherwise the
   * one that is there.
   */
  claim(keys: readonly string[], nowMs: number, owner: object): EventRecord {
    let redelivered = false;
    for (const key of keys) {
      const running = this.#running.get(key);
      if (running !== undefined) return running;
      const ended = this.#ended.get(key);
      if (ended === undefined || ended.expiresAtMs <= nowMs) continue;
      if (ended.ack !== undefined) return ended;
      redelivered = true;
    }
    const record = new EventRecord(keys, nowMs + this.#limits.keepMs, redelivered, owner);
    for (const key of keys) this.#running.set(key, record);
    return record;
  }

  /** The event is handled, though it may have been given up before. `ack` is for those who wait, and for repeats. */
  complete(record: EventRecord, ack: Ack, nowMs: number): void {
    record.ack = ack;
    this.#end(record, ack, nowMs);
  }

  /** Handling failed: the next delivery is handled again. Those who wait get `ack`. */
  release(record: EventRecord, ack: Ack, nowMs: number): void {
    this.#end(record, ack, nowMs);
  }

  #end(record: EventRecord, ack: Ack, nowMs: number): void {
    const { waiters } = record;
    record.owner = undefined;
    record.waiters = undefined;
    for (const key of record.keys) {
      const running = this.#running.get(key);
      // It was given up, and somebody else is at it.
      if (running !== undefined && running !== record) continue;
      this.#running.delete(key);
      this.#forget(key);
      this.#ended.set(key, record);
      this.#answerLength += record.ack?.answerJson?.length ?? 0;
    }
    this.#trim(nowMs);
    for (const tell of waiters ?? []) tell(ack);
  }

  #trim(nowMs: number): void {
    const { maxAnswerLength, maxEnded } = this.#limits;
    for (const [key, record] of this.#ended) {
      const isFull = this.#ended.size > maxEnded || this.#answerLength > maxAnswerLength;
      if (!isFull && record.expiresAtMs > nowMs) return;
      this.#forget(key);
    }
  }

  #forget(key: string): void {
    const record = this.#ended.get(key);
    if (record === undefined) return;
    this.#ended.delete(key);
    this.#answerLength -= record.ack?.answerJson?.length ?? 0;
  }
}
