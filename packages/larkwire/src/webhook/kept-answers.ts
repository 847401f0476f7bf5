/** Answers that one generation takes, and characters of them. */
const MAX_ANSWERS = 1_024;
const MAX_LENGTH = 2 * 1024 * 1024;

/**
 * The newest answers, for requests that come again unchanged. In two generations: when the young one is full it becomes
 * the old one, and what was old is forgotten as a whole. To keep many would cost more than it is worth: a repetition, such
 * as that of a proxy whose connection broke, comes soon.
 */
export class KeptAnswers<Answer> {
  #young = new Map<string, Promise<Answer>>();
  #old = new Map<string, Promise<Answer>>();
  #youngLength = 0;

  get(signature: string): Promise<Answer> | undefined {
    return this.#young.get(signature) ?? this.#old.get(signature);
  }

  add(signature: string, answer: Promise<Answer>): void {
    if (this.#young.size >= MAX_ANSWERS || this.#youngLength >= MAX_LENGTH) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngLength = 0;
    }
    this.#young.set(signature, answer);
  }

  /** Counts the length of an answer that was added. */
  weigh(length: number): void {
    this.#youngLength += length;
  }
}
