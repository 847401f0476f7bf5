import type { Ack } from "@larkwire/protocol";

/** Bounds on what is remembered. */
export interface EventMemoryLimits {
  /** How long an event is surely remembered after it has ended, milliseconds; never more than twice as long. */
  readonly keepMs: number;
  /** The newest events that have ended, as many as are surely remembered; never more than twice as many. */
  readonly minEnded: number;
  /** Characters of their answers, likewise. */
  readonly minAnswerLength: number;
}

/** What is known of an event when a delivery of it arrives. */
export class EventRecord {
  readonly keys: readonly string[];
  /** Whether an earlier delivery was seen, and failed. */
  readonly redelivered: boolean;
  /** Whoever handles it now; nobody when it has ended. */
  owner: object | undefined;
  /** When it was handled before: the acknowledgement that its repeats get. */
  readonly ack: Ack | undefined;
  /** Who waits for the end. */
  waiters: ((ack: Ack) => void)[] | undefined;

  constructor(keys: readonly string[], redelivered: boolean, owner: object | undefined, ack?: Ack) {
    this.keys = keys;
    this.redelivered = redelivered;
    this.owner = owner;
    this.ack = ack;
  }
}

/** What is kept of an event: the record while it is being handled, then how it ended: {@link EventRecord.ack}. */
type Kept = EventRecord | Ack | undefined;

/**
 * Which events this process handles, and which it has handled. Everything here happens at once, without waiting.
 *
 * It is kept in two generations: when the young one is full or old enough it becomes the old one, and what was old is
 * forgotten as a whole. Nothing is deleted one by one: a Map that is filled and emptied all the time makes a new table every
 * few entries, each of which keeps the next one alive, and whoever looks for the oldest entry walks over all deleted ones.
 */
export class EventMemory {
  readonly #limits: EventMemoryLimits;
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();
  #youngAnswerLength = 0;
  #youngSinceMs: number | undefined;

  constructor(limits: EventMemoryLimits) {
    this.#limits = limits;
  }

  /** Events that are remembered, running ones included, counted by key. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /**
   * The record of an event: a new one, owned by `owner`, when the event is not known or failed before; otherwise that of
   * the delivery that is being handled, or one that says how it ended.
   */
  claim(keys: readonly string[], owner: object): EventRecord {
    let redelivered = false;
    for (const key of keys) {
      const kept = this.#young.get(key) ?? this.#old.get(key);
      if (kept instanceof EventRecord) return kept;
      if (kept !== undefined) return new EventRecord(keys, false, undefined, kept);
      redelivered ||= this.#young.has(key) || this.#old.has(key);
    }
    const record = new EventRecord(keys, redelivered, owner);
    for (const key of keys) this.#young.set(key, record);
    return record;
  }

  /** The event is handled, though it may have been given up before. `ack` is for those who wait, and for repeats. */
  complete(record: EventRecord, ack: Ack, nowMs: number): void {
    this.#end(record, ack, nowMs);
    tellWaiters(record, ack);
  }

  /** Handling failed: the next delivery is handled again. Those who wait get `ack`. */
  release(record: EventRecord, ack: Ack, nowMs: number): void {
    this.#end(record, undefined, nowMs);
    tellWaiters(record, ack);
  }

  #end(record: EventRecord, remembered: Ack | undefined, nowMs: number): void {
    record.owner = undefined;
    for (const key of record.keys) {
      const kept = this.#young.get(key) ?? this.#old.get(key);
      // Otherwise it was given up, and somebody else is at it.
      if (!(kept instanceof EventRecord) || kept === record) this.#young.set(key, remembered);
    }
    this.#youngAnswerLength += remembered?.answerJson?.length ?? 0;
    this.#makeRoom(nowMs);
  }

  #makeRoom(nowMs: number): void {
    const { keepMs, minAnswerLength, minEnded } = this.#limits;
    this.#youngSinceMs ??= nowMs;
    const isFull = this.#young.size >= minEnded || this.#youngAnswerLength >= minAnswerLength;
    if (!isFull && nowMs - this.#youngSinceMs < keepMs) return;
    const forgotten = this.#old;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngAnswerLength = 0;
    this.#youngSinceMs = nowMs;
    for (const [key, kept] of forgotten) {
      if (kept instanceof EventRecord && !this.#old.has(key)) this.#young.set(key, kept);
    }
  }
}

function tellWaiters(record: EventRecord, ack: Ack): void {
  const { waiters } = record;
  record.waiters = undefined;
  if (waiters !== undefined) for (const tell of waiters) tell(ack);
}
