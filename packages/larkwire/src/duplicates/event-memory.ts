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

/**
 * How events have ended: the acknowledgement that repeats get, or nothing when handling failed. In two generations: when
 * the young one is full or old enough it becomes the old one, and what was old is forgotten as a whole. Taking single
 * entries off the front of a Map would be slow: it walks over all that were taken off before.
 */
type Generation = Map<string, Ack | undefined>;

/** Which events this process handles, and which it has handled. Everything here happens at once, without waiting. */
export class EventMemory {
  readonly #limits: EventMemoryLimits;
  readonly #running = new Map<string, EventRecord>();
  #young: Generation = new Map();
  #old: Generation = new Map();
  #youngAnswerLength = 0;
  #youngSinceMs: number | undefined;

  constructor(limits: EventMemoryLimits) {
    this.#limits = limits;
  }

  /** Events that are remembered, running ones included, counted by key. */
  get size(): number {
    return this.#running.size + this.#young.size + this.#old.size;
  }

  /**
   * The record of an event: a new one, owned by `owner`, when the event is not known or failed before; otherwise that of
   * the delivery that is being handled, or one that says how it ended.
   */
  claim(keys: readonly string[], owner: object): EventRecord {
    let redelivered = false;
    for (const key of keys) {
      const running = this.#running.get(key);
      if (running !== undefined) return running;
      const ack = this.#young.get(key) ?? this.#old.get(key);
      if (ack !== undefined) return new EventRecord(keys, false, undefined, ack);
      redelivered ||= this.#young.has(key) || this.#old.has(key);
    }
    const record = new EventRecord(keys, redelivered, owner);
    for (const key of keys) this.#running.set(key, record);
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
    this.#makeRoom(nowMs);
    for (const key of record.keys) {
      const running = this.#running.get(key);
      // It was given up, and somebody else is at it.
      if (running !== undefined && running !== record) continue;
      this.#running.delete(key);
      this.#young.set(key, remembered);
    }
    this.#youngAnswerLength += remembered?.answerJson?.length ?? 0;
  }

  #makeRoom(nowMs: number): void {
    const { keepMs, minAnswerLength, minEnded } = this.#limits;
    this.#youngSinceMs ??= nowMs;
    const isFull = this.#young.size >= minEnded || this.#youngAnswerLength >= minAnswerLength;
    if (!isFull && nowMs - this.#youngSinceMs < keepMs) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngAnswerLength = 0;
    this.#youngSinceMs = nowMs;
  }
}

function tellWaiters(record: EventRecord, ack: Ack): void {
  const { waiters } = record;
  record.waiters = undefined;
  if (waiters !== undefined) for (const tell of waiters) tell(ack);
}
