import type { ActivityEntry } from "./happening.ts";

const MAX_ENTRIES = 1_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** About what an entry takes that holds no delivery. */
const USUAL_CHARACTERS = 1_000;

/** The last entries, as many as fit: 1,000, and about 16 Mi characters of pushed bodies. */
export class EntryBuffer {
  #entries: ActivityEntry[] = [];
  #characters = 0;

  /** Adds an entry; says how many old ones fell out for it. */
  push(entry: ActivityEntry): number {
    this.#entries.push(entry);
    this.#characters += characters(entry);
    let dropped = 0;
    while (this.#entries.length > MAX_ENTRIES || (this.#characters > MAX_CHARACTERS && this.#entries.length > 1)) {
      const oldest = this.#entries.shift();
      if (oldest !== undefined) this.#characters -= characters(oldest);
      dropped += 1;
    }
    return dropped;
  }

  /** All there are, oldest first. */
  list(): readonly ActivityEntry[] {
    return this.#entries;
  }

  /** Takes all there are. */
  take(): ActivityEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    this.#characters = 0;
    return entries;
  }
}

function characters(entry: ActivityEntry): number {
  if (entry.type !== "delivery") return USUAL_CHARACTERS;
  const { requestJson, http, answer } = entry.delivery;
  const texts = [requestJson, http?.requestBody, http?.responseBody, answer?.answerJson];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), USUAL_CHARACTERS);
}
