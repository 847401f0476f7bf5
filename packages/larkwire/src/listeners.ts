import type { Logger } from "./logger.ts";

/** Functions of the app that want to know. What they throw, or reject with, is logged and breaks nothing. */
export class Listeners<Args extends unknown[]> {
  readonly #method: string;
  readonly #log: Pick<Logger, "error">;
  readonly #listeners = new Set<(...args: Args) => void>();

  /** @param method by which they came, for the log */
  constructor(method: string, log: Pick<Logger, "error">) {
    this.#method = method;
    this.#log = log;
  }

  /** Returns a function that takes the listener out again. */
  add(listener: (...args: Args) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(...args: Args): void {
    const report = (error: unknown): void => this.#log.error(`a listener of ${this.#method} threw`, { error });
    for (const listener of this.#listeners) {
      try {
        const told: unknown = listener(...args);
        if (told instanceof Promise) told.catch(report);
      } catch (error) {
        report(error);
      }
    }
  }
}
