import type { Ack } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { DuplicateStore, HeldClaim } from "./duplicate-store.ts";
import type { EventMemory, EventRecord } from "./event-memory.ts";
import { type SharedAnswer, SharedClaim } from "./shared-claim.ts";

/** Where processes remember together, if they do. */
interface SharedMemory {
  readonly store: DuplicateStore | undefined;
  readonly storeTimeoutMs: number;
}

/** One delivery's claim on its event: in this process, and in the store that processes share, if there is one. */
export class EventClaim {
  readonly record: EventRecord;
  readonly #memory: EventMemory;
  readonly #shared: SharedMemory;
  #asking: SharedClaim | undefined;
  #held: HeldClaim | undefined;

  constructor(record: EventRecord, memory: EventMemory, shared: SharedMemory) {
    this.record = record;
    this.#memory = memory;
    this.#shared = shared;
  }

  /** Whether an earlier delivery is known to have failed. */
  get redelivered(): boolean {
    return this.record.redelivered || this.#held?.redelivered === true;
  }

  /** Whether other processes have a say in who handles the event. */
  get isShared(): boolean {
    return this.#shared.store !== undefined;
  }

  /** Whether the shared store has been asked and has not said yet who handles the event. */
  get isAsking(): boolean {
    return this.#asking !== undefined;
  }

  /** Asks the shared store, if there is one; without one the claim is granted. Never rejects. */
  async ask(clock: Clock, onFault: (error: unknown) => void): Promise<SharedAnswer | undefined> {
    const { store, storeTimeoutMs } = this.#shared;
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

  /** Waits for the end of the delivery that has the event: the acknowledgement that it got. */
  join(tell: (ack: Ack) => void): void {
    this.record.waiters ??= [];
    this.record.waiters.push(tell);
  }

  /**
   * The delivery is over. Handled: its repeats get `ack`. Not handled: the next one is handled again, and whoever joined
   * this one gets `ack`. Returns what the shared store still has to be told, which may reject.
   */
  settle(isHandled: boolean, ack: Ack, nowMs: number): Promise<void> | undefined {
    if (isHandled) this.#memory.complete(this.record, ack, nowMs);
    else this.#memory.release(this.record, ack, nowMs);
    const held = this.#held;
    if (held === undefined) return undefined;
    return isHandled ? held.complete(ack.answerJson) : held.release();
  }
}
