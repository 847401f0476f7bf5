import type { Ack, Envelope } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { HeldClaim } from "./duplicate-store.ts";
import type { Duplicates } from "./duplicates.ts";
import type { EventRecord } from "./event-memory.ts";
import { type SharedAnswer, SharedClaim } from "./shared-claim.ts";

/** One delivery's claim on its event: in this process, and in the store that processes share, if there is one. */
export class EventClaim {
  readonly record: EventRecord;
  readonly #envelope: Envelope;
  readonly #duplicates: Pick<Duplicates, keyof Duplicates>;
  #asking: SharedClaim | undefined;
  #held: HeldClaim | undefined;

  constructor(envelope: Envelope, record: EventRecord, duplicates: Pick<Duplicates, keyof Duplicates>) {
    this.record = record;
    this.#envelope = envelope;
    this.#duplicates = duplicates;
  }

  /** Whether an earlier delivery is known to have failed. */
  get redelivered(): boolean {
    return this.record.redelivered || this.#held?.redelivered === true;
  }

  /** Whether the shared store has been asked and has not said yet who handles the event. */
  get isAsking(): boolean {
    return this.#asking !== undefined;
  }

  /** Asks the shared store, if there is one. Never rejects. */
  async ask(clock: Clock, onFault: (error: unknown) => void): Promise<SharedAnswer | undefined> {
    const { store, storeTimeoutMs } = this.#duplicates;
    if (store === undefined) return undefined;
    this.#asking = new SharedClaim(this.record.keys, { store, clock, timeoutMs: storeTimeoutMs, onFault });
    const answer = await this.#asking.ask();
    this.#asking = undefined;
    if (answer.state === "claimed") this.#held = answer;
    return answer;
  }

  /** Nobody can wait for the shared store any longer. */
  giveUp(): void {
    this.#asking?.giveUp();
  }

  /**
   * The delivery is over. Handled: its repeats get `ack`. Not handled: the next one is handled again, and whoever joined
   * this one gets `ack`. Returns what the shared store still has to be told, which may reject.
   */
  settle(isHandled: boolean, ack: Ack, nowMs: number): Promise<void> | undefined {
    if (isHandled) this.#duplicates.complete(this.#envelope, this.record, ack, nowMs);
    else this.#duplicates.release(this.#envelope, this.record, ack, nowMs);
    const held = this.#held;
    if (held === undefined) return undefined;
    return isHandled ? held.complete(ack.answerJson) : held.release();
  }
}
