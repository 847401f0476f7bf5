/** Bound on distinct types, since they come from the wire. */
const MAX_TYPES = 1_000;

/** Counts event types that nobody handles. */
export class UnknownTypes {
  readonly #counts = new Map<string, number>();

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Counts one; true when the type is new. */
  note(type: string): boolean {
    const count = this.#counts.get(type);
    if (count === undefined && this.#counts.size >= MAX_TYPES) return false;
    this.#counts.set(type, (count ?? 0) + 1);
    return count === undefined;
  }
}
