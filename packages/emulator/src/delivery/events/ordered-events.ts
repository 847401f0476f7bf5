/** An event of an ordered type that has neither succeeded nor been given up. */
interface Entry {
  readonly eventId: string;
  /** Whether its last push failed, and it waits for the next. */
  failed: boolean;
}

/** The unfinished events of one type of one app, oldest first, and who waits for a change. */
interface Lane {
  readonly entries: Entry[];
  readonly waiting: (() => void)[];
}

/**
 * Keeps events of ordered types in order: the next is pushed only after the one before has succeeded, and what meets a
 * failed one is not pushed at all but goes to the retries. Source: the overview of events.
 */
export class OrderedEvents {
  readonly #types: ReadonlySet<string>;
  readonly #lanes = new Map<string, Lane>();

  constructor(types: ReadonlySet<string>) {
    this.#types = types;
  }

  /** Waits while an earlier event is under way. `false`: an earlier one has failed, so this one may not be pushed now. */
  async mayPush(appId: string, eventType: string, eventId: string): Promise<boolean> {
    if (!this.#types.has(eventType)) return true;
    const lane = this.#lane(appId, eventType);
    const known = lane.entries.find((entry) => entry.eventId === eventId);
    const own = known ?? { eventId, failed: false };
    if (known === undefined) lane.entries.push(own);
    own.failed = false;
    for (;;) {
      const earlier = lane.entries.slice(0, lane.entries.indexOf(own));
      if (earlier.length === 0) return true;
      if (earlier.some(({ failed }) => failed)) return false;
      await new Promise<void>((resolve) => lane.waiting.push(resolve));
    }
  }

  /** An event that was pushed before a restore, and failed. */
  resume(appId: string, eventType: string, eventId: string): void {
    if (this.#types.has(eventType)) this.#lane(appId, eventType).entries.push({ eventId, failed: true });
  }

  /** Says what came of a push: whether it will be tried again. */
  pushed(appId: string, eventType: string, eventId: string, willRetry: boolean): void {
    if (!this.#types.has(eventType)) return;
    const lane = this.#lane(appId, eventType);
    const at = lane.entries.findIndex((entry) => entry.eventId === eventId);
    const entry = lane.entries[at];
    if (entry !== undefined) entry.failed = true;
    if (!willRetry && at >= 0) lane.entries.splice(at, 1);
    if (lane.entries.length === 0) this.#lanes.delete(key(appId, eventType));
    for (const resolve of lane.waiting.splice(0)) resolve();
  }

  #lane(appId: string, eventType: string): Lane {
    const found = this.#lanes.get(key(appId, eventType));
    if (found !== undefined) return found;
    const lane = { entries: [], waiting: [] };
    this.#lanes.set(key(appId, eventType), lane);
    return lane;
  }
}

function key(appId: string, eventType: string): string {
  return `${appId} ${eventType}`;
}
