import type { StatefulRoom } from "../state/stateful-room.ts";
import type { Delivery } from "./delivery.ts";

const MAX_CHARACTERS = 32 * 1024 * 1024;

const INTERRUPTED = "The emulator was restored to a state in which the app had not answered yet.";

/** The last deliveries, oldest first. What is too much falls out at the old end. */
export class Journal implements StatefulRoom<readonly Delivery[]> {
  readonly #maxEntries: number;
  readonly #changed: (delivery: Delivery) => void;
  readonly #entries = new Map<string, Delivery>();
  #characters = 0;

  /** @param changed is told of every delivery that is added, and of every later state */
  constructor(maxEntries: number, changed: (delivery: Delivery) => void) {
    this.#maxEntries = maxEntries;
    this.#changed = changed;
  }

  /** Adds a delivery, or puts its later state in the place of the earlier one. */
  put(delivery: Delivery): void {
    const before = this.#entries.get(delivery.messageId);
    if (before !== undefined) this.#characters -= characters(before);
    this.#entries.set(delivery.messageId, delivery);
    this.#characters += characters(delivery);
    this.#evict();
    this.#changed(delivery);
  }

  /** Changes a delivery if it is still there, and returns what is now known of it. */
  update(messageId: string, change: Partial<Delivery>): Delivery | undefined {
    const before = this.#entries.get(messageId);
    if (before === undefined) return undefined;
    const after = { ...before, ...change };
    this.put(after);
    return after;
  }

  find(messageId: string): Delivery | undefined {
    return this.#entries.get(messageId);
  }

  /** All that is kept, newest first. */
  latest(): Delivery[] {
    return [...this.#entries.values()].reverse();
  }

  snapshot(): readonly Delivery[] {
    return [...this.#entries.values()];
  }

  /** Writes down when an event is pushed again whose push of this number did not end. */
  noteRetry(eventId: string, attempt: number, nextRetryAt: number | undefined): void {
    const entry = this.latest().find((delivery) => delivery.eventId === eventId && delivery.attempt === attempt);
    if (entry !== undefined && nextRetryAt !== undefined) this.update(entry.messageId, { nextRetryAt });
  }

  /** Nobody waits any more for what had no answer then. */
  restore(deliveries: readonly Delivery[]): void {
    this.reset();
    for (const delivery of deliveries) {
      const waited = delivery.status === "waiting";
      this.put(waited ? { ...delivery, status: "cut", reason: INTERRUPTED } : delivery);
    }
  }

  reset(): void {
    this.#entries.clear();
    this.#characters = 0;
  }

  #evict(): void {
    for (const [messageId, delivery] of this.#entries) {
      if (this.#entries.size <= this.#maxEntries && this.#characters <= MAX_CHARACTERS) return;
      this.#entries.delete(messageId);
      this.#characters -= characters(delivery);
    }
  }
}

function characters({ answer, lateAnswer, http, requestJson }: Delivery): number {
  const answers = (answer?.answerJson?.length ?? 0) + (lateAnswer?.answerJson?.length ?? 0);
  return requestJson.length + answers + (http?.requestBody.length ?? 0) + (http?.responseBody?.length ?? 0);
}
