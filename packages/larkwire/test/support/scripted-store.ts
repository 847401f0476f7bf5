import { type Deferred, deferred } from "../../src/deferred.ts";
import type { DuplicateStore, StoreClaim } from "../../src/index.ts";

/** A store that says what the test says, and keeps what it is told. */
export class ScriptedStore implements DuplicateStore {
  /** What the next claims are answered with; afterwards each is granted. */
  readonly answers: (() => Promise<StoreClaim>)[] = [];
  readonly asked: (readonly string[])[] = [];
  readonly told: string[] = [];

  claim(keys: readonly string[]): Promise<StoreClaim> {
    this.asked.push(keys);
    return this.answers.shift()?.() ?? Promise.resolve(this.granted());
  }

  granted(redelivered: boolean = false): StoreClaim {
    return {
      state: "claimed",
      redelivered,
      complete: async (answerJson) => void this.told.push(`complete ${answerJson}`),
      release: async () => void this.told.push("release"),
    };
  }

  /** The next claim is answered when the test resolves what this returns. */
  holdNext(): Deferred<StoreClaim> {
    const held: Deferred<StoreClaim> = deferred();
    this.answers.push(() => held.promise);
    return held;
  }
}
