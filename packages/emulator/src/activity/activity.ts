import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { ActivityEntry, Happening } from "./happening.ts";

/** Entries that are kept for those who come later. */
const MAX_ENTRIES = 1_000;

/** Everything that happens on one emulator, in order, for whoever listens. */
export class Activity {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #listeners = new Set<(entry: ActivityEntry) => void>();
  #entries: ActivityEntry[] = [];
  #lastId = 0;

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  publish(happening: Happening): void {
    this.#lastId += 1;
    const entry: ActivityEntry = { id: this.#lastId, at: this.#clock.now(), ...happening };
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * MAX_ENTRIES) this.#entries = this.#entries.slice(-MAX_ENTRIES);
    for (const listener of this.#listeners) this.#tell(listener, entry);
  }

  /** The last 1,000 entries with an id above `after`, oldest first. */
  since(after = 0): ActivityEntry[] {
    return this.#entries.slice(-MAX_ENTRIES).filter(({ id }) => id > after);
  }

  /** Calls `listener` with every entry from now on, until the returned function is called. What it throws is logged. */
  subscribe(listener: (entry: ActivityEntry) => void): () => void {
    const own = (entry: ActivityEntry): void => listener(entry);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  #tell(listener: (entry: ActivityEntry) => void, entry: ActivityEntry): void {
    try {
      listener(entry);
    } catch (error) {
      this.#logger.error("a listener of the activity threw", { error: String(error) });
    }
  }
}
