/**
 * A part of the emulator whose state can be taken out, put back, and thrown away. What is on the way at that moment,
 * such as a push that waits for its answer, is no state.
 */
export interface StatefulRoom<State = unknown> {
  /** All there is to know, as plain data that JSON can hold. */
  snapshot(): State;
  /** Puts back what `snapshot` has given, in the place of what there is. May throw when `state` is something else. */
  restore(state: State): void;
  /** As it was when the emulator was started. */
  reset(): void;
}
