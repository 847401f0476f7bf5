/** What a field holds: text, several choices, a tick. */
export type FieldValue = string | readonly string[] | boolean;

/** What one person has done with a card that the app has not been told: it lives in the client. */
export class LocalState {
  /** Fields of forms, and what else stays filled in, by the component's place in the card. */
  readonly #fields = new Map<string, FieldValue>();
  /** Panels that were folded or unfolded by hand. */
  readonly #expanded = new Map<string, boolean>();
  /** What is shown of a choice while its answer is awaited. */
  readonly #optimistic = new Map<string, FieldValue>();

  /** What is shown at `path`, when it is not what the card says. */
  shown(path: string): FieldValue | undefined {
    return this.#optimistic.get(path) ?? this.#fields.get(path);
  }

  field(path: string): FieldValue | undefined {
    return this.#fields.get(path);
  }

  fill(path: string, value: FieldValue): void {
    this.#fields.set(path, value);
  }

  forget(path: string): void {
    this.#fields.delete(path);
  }

  isExpanded(path: string): boolean | undefined {
    return this.#expanded.get(path);
  }

  expand(path: string, expanded: boolean): void {
    this.#expanded.set(path, expanded);
  }

  /** Shows a choice that has been sent; call the returned function when the wait is over: it flips back. */
  showWhileWaiting(path: string, value: FieldValue): () => void {
    this.#optimistic.set(path, value);
    return () => this.#optimistic.delete(path);
  }
}
