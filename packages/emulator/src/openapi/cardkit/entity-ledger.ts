import type { CardEntity } from "../../chat/cards/card-entity.ts";
import type { Clock } from "../../clock.ts";
import type { StatefulRoom } from "../../state/stateful-room.ts";

/** How long streaming mode lasts after it was switched on; writes do not extend it. Source: streaming guide; measured. */
const STREAMING_MS = 10 * 60 * 1000;

/** Operations whose `uuid` is remembered, per entity. */
const MAX_UUIDS = 100;
/** Entities whose operations are remembered; with more, the oldest are forgotten. */
const MAX_RECORDS = 10_000;

/**
 * Whether text can be streamed into a card. `timed_out`: nobody has been told yet; the next attempt is answered with
 * 200850 and those after it with 300309, as measured.
 */
export type Streaming =
  | { readonly kind: "open"; readonly openedAt: number }
  | { readonly kind: "timed_out" }
  | { readonly kind: "closed" };

/** What the CardKit calls know of an entity besides what it shows. */
export interface EntityRecord {
  /** The highest number of an operation so far. */
  sequence: number;
  streaming: Streaming;
  /** What was asked for under each `uuid`, oldest first. */
  readonly operations: Map<string, string>;
}

/** What a snapshot has of one entity. */
export interface EntityRecordState {
  readonly cardId: string;
  readonly sequence: number;
  readonly streaming: Streaming;
  readonly operations: readonly (readonly [uuid: string, operation: string])[];
}

/** The operations on card entities: their order, their idempotency, and the 10 minutes of streaming. */
export class EntityLedger implements StatefulRoom<readonly EntityRecordState[]> {
  readonly #clock: Clock;
  readonly #records = new Map<string, EntityRecord>();
  readonly #timers = new Map<string, unknown>();
  readonly #timedOut: (cardId: string) => void;

  /** @param timedOut called when an entity's streaming mode has switched itself off */
  constructor(clock: Clock, timedOut: (cardId: string) => void) {
    this.#clock = clock;
    this.#timedOut = timedOut;
  }

  /** The record of an entity; a new one for an entity that is new here. */
  of({ cardId }: CardEntity): EntityRecord {
    const known = this.#records.get(cardId);
    if (known !== undefined) return known;
    const [oldest] = this.#records.keys();
    if (oldest !== undefined && this.#records.size >= MAX_RECORDS) this.#forget(oldest);
    const record: EntityRecord = { sequence: 0, streaming: { kind: "closed" }, operations: new Map() };
    this.#records.set(cardId, record);
    return record;
  }

  rememberOperation({ operations }: EntityRecord, uuid: string, operation: string): void {
    const [oldest] = operations.keys();
    if (oldest !== undefined && operations.size >= MAX_UUIDS) operations.delete(oldest);
    operations.set(uuid, operation);
  }

  /** Streaming is possible from now on, for 10 minutes. */
  openStreaming(entity: CardEntity): void {
    const record = this.of(entity);
    record.streaming = { kind: "open", openedAt: this.#clock.now() };
    this.#startTimer(entity.cardId, record, STREAMING_MS);
  }

  closeStreaming(entity: CardEntity): void {
    this.#stopTimer(entity.cardId);
    this.of(entity).streaming = { kind: "closed" };
  }

  /** No timer is left. */
  close(): void {
    for (const cardId of [...this.#timers.keys()]) this.#stopTimer(cardId);
  }

  snapshot(): readonly EntityRecordState[] {
    return [...this.#records].map(([cardId, { sequence, streaming, operations }]) => ({
      cardId,
      sequence,
      streaming,
      operations: [...operations],
    }));
  }

  restore(states: readonly EntityRecordState[]): void {
    this.reset();
    for (const { cardId, sequence, streaming, operations } of states) {
      const record: EntityRecord = { sequence, streaming, operations: new Map(operations) };
      this.#records.set(cardId, record);
      if (streaming.kind !== "open") continue;
      this.#startTimer(cardId, record, Math.max(0, streaming.openedAt + STREAMING_MS - this.#clock.now()));
    }
  }

  reset(): void {
    this.close();
    this.#records.clear();
  }

  #startTimer(cardId: string, record: EntityRecord, ms: number): void {
    this.#stopTimer(cardId);
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(cardId);
      record.streaming = { kind: "timed_out" };
      this.#timedOut(cardId);
    }, ms);
    this.#timers.set(cardId, timer);
  }

  #stopTimer(cardId: string): void {
    const timer = this.#timers.get(cardId);
    if (timer === undefined) return;
    this.#clock.clearTimeout(timer);
    this.#timers.delete(cardId);
  }

  #forget(cardId: string): void {
    this.#stopTimer(cardId);
    this.#records.delete(cardId);
  }
}
