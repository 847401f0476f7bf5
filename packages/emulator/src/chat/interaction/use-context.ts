import type { User } from "../people/user.ts";
import type { Component } from "./component.ts";
import type { LocalState } from "./local-state.ts";
import type { Quirks } from "./quirks.ts";

/** A card in the hands of one person: all that decides what a gesture does. */
export interface UseContext {
  /** What the person can use, in reading order. */
  readonly components: readonly Component[];
  readonly local: LocalState;
  readonly locale: string;
  readonly timezone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly quirks: Quirks;
  /** Who is in the chat: whom a person picker offers when it names nobody. */
  readonly people: readonly User[];
  openIdOf(user: User): string;
  /** The name of a person or bot by whatever id a card uses. */
  nameOf(id: string): string | undefined;
}
