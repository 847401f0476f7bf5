/** Bounds on what is kept, since it comes from the wire. */
const MAX_TYPES = 1_000;
const MAX_TYPE_LENGTH = 200;

/** Counts event types that nobody handles. A longer name is cut. */
export class UnknownTypes {
  readonly #counts = new Map<string, number>();

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Counts one; true when the type is new. */
  note(type: string): boolean {
    const name = type.slice(0, MAX_TYPE_LENGTH);
    const count = this.#counts.get(name);
    if (count === undefined && this.#counts.size >= MAX_TYPES) return false;
    this.#counts.set(name, (count ?? 0) + 1);
    return count === undefined;
  }
}
