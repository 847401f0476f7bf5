/** Why something was not done: a reason for programs, a sentence for people. */
export interface Refusal<Reason extends string> {
  readonly ok: false;
  readonly reason: Reason;
  /** The fault, its reason and the next step. */
  readonly detail: string;
}

/** What came of an operation: its value, or why it was not done. Operations of this room do not throw. */
export type Attempt<T, Reason extends string> = { readonly ok: true; readonly value: T } | Refusal<Reason>;

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused<Reason extends string>(reason: Reason, detail: string): Refusal<Reason> {
  return { ok: false, reason, detail };
}
