import type { CardEntity } from "../../chat/cards/card-entity.ts";
import type { Clock } from "../../clock.ts";

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

/** The operations on card entities: their order, their idempotency, and the 10 minutes of streaming. */
export class EntityLedger {
  readonly #clock: Clock;
  readonly #records = new Map<string, EntityRecord>();
  readonly #timers = new Map<string, unknown>();
  readonly #timedOut: (entity: CardEntity) => void;

  /** @param timedOut called when an entity's streaming mode has switched itself off */
  constructor(clock: Clock, timedOut: (entity: CardEntity) => void) {
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
    this.#stopTimer(entity.cardId);
    this.of(entity).streaming = { kind: "open", openedAt: this.#clock.now() };
    const timer = this.#clock.setTimeout(() => this.#timeOut(entity), STREAMING_MS);
    this.#timers.set(entity.cardId, timer);
  }

  closeStreaming(entity: CardEntity): void {
    this.#stopTimer(entity.cardId);
    this.of(entity).streaming = { kind: "closed" };
  }

  /** No timer is left. */
  close(): void {
    for (const cardId of [...this.#timers.keys()]) this.#stopTimer(cardId);
  }

  #timeOut(entity: CardEntity): void {
    this.#timers.delete(entity.cardId);
    this.of(entity).streaming = { kind: "timed_out" };
    this.#timedOut(entity);
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
