import { ArgumentError } from "../errors.ts";
import type { Random } from "../random.ts";

/** A fault on demand: events that are pushed once more although they succeeded, as the platform says may happen. */
export class Duplicates {
  readonly #probability: number;
  readonly #random: Random;
  #next = 0;

  constructor(probability: number, random: Random) {
    this.#probability = probability;
    this.#random = random;
  }

  /** Asks for duplicates of the next `count` events that succeed. */
  ask(count: number): void {
    if (!Number.isInteger(count) || count < 0) {
      throw new ArgumentError(
        "bad_argument",
        `The number of duplicates is ${count}, but has to be a whole number from 0.`,
      );
    }
    this.#next = count;
  }

  /** Whether the event that has just succeeded is pushed once more. */
  due(): boolean {
    if (this.#next > 0) {
      this.#next -= 1;
      return true;
    }
    return this.#probability > 0 && this.#random.below(1_000_000) < this.#probability * 1_000_000;
  }
}
