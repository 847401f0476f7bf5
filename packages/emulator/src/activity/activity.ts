import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import { EntryBuffer } from "./entry-buffer.ts";
import type { ActivityEntry, Happening } from "./happening.ts";

/** Everything that happens on one emulator, in order, for whoever listens. */
export class Activity {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #listeners = new Set<(entry: ActivityEntry) => void>();
  readonly #kept = new EntryBuffer();
  #lastId = 0;

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Tells everybody who listens, at once, and keeps it. */
  publish(happening: Happening): void {
    this.#lastId += 1;
    const entry: ActivityEntry = { id: this.#lastId, at: this.#clock.now(), ...happening };
    this.#kept.push(entry);
    for (const listener of this.#listeners) this.#tell(listener, entry);
  }

  /** The kept entries with an id above `after`, oldest first: at most the last 1,000. */
  since(after = 0): ActivityEntry[] {
    return this.#kept.list().filter(({ id }) => id > after);
  }

  /** Calls `listener` with every entry from now on, until the returned function is called. What it throws is logged. */
  subscribe(listener: (entry: ActivityEntry) => void): () => void {
    const own = (entry: ActivityEntry): void => listener(entry);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Forgets what was. Ids go on, so that those who listen miss nothing. */
  reset(): void {
    this.#kept.take();
  }

  #tell(listener: (entry: ActivityEntry) => void, entry: ActivityEntry): void {
    try {
      listener(entry);
    } catch (error) {
      this.#logger.error("a listener of the activity threw", { error: String(error) });
    }
  }
}
