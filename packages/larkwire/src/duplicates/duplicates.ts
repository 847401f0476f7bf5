import { type Ack, type Envelope, isCallbackType } from "@larkwire/protocol";
import type { ResolvedDuplicates } from "./duplicate-options.ts";
import type { DuplicateStore } from "./duplicate-store.ts";
import { eventKeys } from "./event-keys.ts";
import { EventMemory, type EventRecord } from "./event-memory.ts";

/** What one dispatcher remembers of events and callbacks, whichever transport they came by. */
export class Duplicates {
  /** What processes of the app share, if anything. */
  readonly store: DuplicateStore | undefined;
  readonly storeTimeoutMs: number;
  readonly #events: EventMemory;
  /** Apart, so that no flood of clicks makes an event forgotten. */
  readonly #callbacks: EventMemory;

  constructor(options: ResolvedDuplicates) {
    this.store = options.store;
    this.storeTimeoutMs = options.storeTimeoutMs;
    this.#events = new EventMemory(options.events);
    this.#callbacks = new EventMemory(options.callbacks);
  }

  /**
   * The record of an envelope, made for `owner` unless there is one; nothing for an envelope that is never a repeat. Happens
   * at once, so that two deliveries in the same moment cannot both be the first.
   */
  claim(envelope: Envelope, owner: object): EventRecord | undefined {
    const keys = eventKeys(envelope);
    return keys.length === 0 ? undefined : this.#memoryOf(envelope).claim(keys, owner);
  }

  complete(envelope: Envelope, record: EventRecord, ack: Ack, nowMs: number): void {
    this.#memoryOf(envelope).complete(record, ack, nowMs);
  }

  release(envelope: Envelope, record: EventRecord, ack: Ack, nowMs: number): void {
    this.#memoryOf(envelope).release(record, ack, nowMs);
  }

  #memoryOf({ type }: Envelope): EventMemory {
    return isCallbackType(type) ? this.#callbacks : this.#events;
  }
}
