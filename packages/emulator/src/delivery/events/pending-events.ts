import type { Clock } from "../../clock.ts";
import type { StatefulRoom } from "../../state/stateful-room.ts";
import type { DeliverySettings } from "../delivery-options.ts";
import type { Journal } from "../journal.ts";
import type { Push } from "../push.ts";

/** An event that has not succeeded yet. JSON. */
export interface PendingEvent {
  readonly appId: string;
  readonly push: Push;
  /** The number of its last push, 1 for the first. */
  readonly attempt: number;
  /** When it is pushed again, milliseconds since 1970; missing while a push is under way. */
  readonly dueAt?: number | undefined;
}

interface PendingDeps {
  readonly clock: Clock;
  readonly settings: DeliverySettings;
  readonly journal: Journal;
  /** Pushes an event whose time has come. */
  readonly pushAgain: (event: PendingEvent) => void;
}

interface Entry {
  readonly event: PendingEvent;
  /** Missing while a push is under way. */
  readonly timer?: unknown;
}

/** The events that have neither succeeded nor been given up, oldest first, and when they are pushed again. It owns the timers. */
export class PendingEvents implements StatefulRoom<readonly PendingEvent[]> {
  readonly #deps: PendingDeps;
  readonly #entries = new Map<string, Entry>();
  #waiting = 0;
  #closed = false;

  constructor(deps: PendingDeps) {
    this.#deps = deps;
  }

  /** A push of this event begins. */
  begin(appId: string, push: Push, attempt: number): void {
    this.#put({ appId, push, attempt });
  }

  /** The event has succeeded, or is given up. */
  end(appId: string, push: Push): void {
    this.#stopWaiting(keyOf(appId, push));
    this.#entries.delete(keyOf(appId, push));
  }

  /**
   * The push of this number has failed.
   *
   * @returns when the next is due, in milliseconds since 1970; `undefined` when there is none
   */
  failed(appId: string, push: Push, attempt: number): number | undefined {
    const { settings, clock } = this.#deps;
    const delayMs = settings.eventRetryDelaysMs[attempt - 1];
    if (this.#closed || delayMs === undefined || this.#waiting >= settings.maxPendingRetries) {
      this.end(appId, push);
      return undefined;
    }
    const dueAt = clock.now() + delayMs;
    this.#wait({ appId, push, attempt, dueAt }, delayMs);
    return dueAt;
  }

  /** Oldest first: an ordered event comes after those that are before it. */
  snapshot(): readonly PendingEvent[] {
    return [...this.#entries.values()].map(({ event }) => event);
  }

  /** What was under way has failed: nobody can answer it any more. What is overdue by now is pushed at once. */
  restore(events: readonly PendingEvent[]): void {
    const { clock, journal } = this.#deps;
    this.reset();
    for (const event of events) {
      const { appId, push, attempt, dueAt } = event;
      if (dueAt === undefined) journal.noteRetry(push.eventId, attempt, this.failed(appId, push, attempt));
      else this.#wait(event, dueAt - clock.now());
    }
  }

  reset(): void {
    for (const key of this.#entries.keys()) this.#stopWaiting(key);
    this.#entries.clear();
  }

  /** Nothing is pushed again after this. */
  close(): void {
    this.#closed = true;
    this.reset();
  }

  #wait(event: PendingEvent, delayMs: number): void {
    const timer = this.#deps.clock.setTimeout(() => {
      this.#deps.pushAgain(event);
    }, delayMs);
    this.#put(event, timer);
    this.#waiting += 1;
  }

  /** An event that is there already keeps its place. */
  #put(event: PendingEvent, timer?: unknown): void {
    const key = keyOf(event.appId, event.push);
    this.#stopWaiting(key);
    this.#entries.set(key, { event, timer });
  }

  #stopWaiting(key: string): void {
    const entry = this.#entries.get(key);
    if (entry?.timer === undefined) return;
    this.#deps.clock.clearTimeout(entry.timer);
    this.#waiting -= 1;
  }
}

function keyOf(appId: string, { eventId }: Push): string {
  return `${appId} ${eventId}`;
}
