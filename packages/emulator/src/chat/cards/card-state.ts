import { type CardDialect, cardDialect } from "@larkwire/cards";
import type { App } from "../../apps/app.ts";
import type { JsonObject } from "../../json-object.ts";
import { isJsonObject } from "../../json-object.ts";
import { LocalState } from "../interaction/local-state.ts";
import type { User } from "../people/user.ts";
import type { CardChange, CardVersion } from "./card-version.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a card can be clicked. Source: "Configuring interactions". */
const CLICKABLE_MS: Readonly<Record<CardDialect, number>> = { "1.0": 30 * DAY_MS, "2.0": 14 * DAY_MS };

/** How long a card can be changed, by whatever way. Source: "Configuring interactions". */
const UPDATABLE_MS: number = 14 * DAY_MS;

/** What a new card needs. */
export interface NewCard {
  /** Whose card it is: who is asked when it is used. */
  readonly app: App;
  readonly content: JsonObject;
  readonly change: CardChange;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Made from a template: always shared, whatever it says itself. */
  readonly fromTemplate?: boolean | undefined;
  readonly maxVersions: number;
}

/**
 * A card as the chat keeps it: its versions, and for an exclusive 1.0 card what has become of it for single people.
 * Contents are never changed, only replaced.
 */
export class CardState {
  /** Who is asked when it is used. */
  readonly app: App;
  readonly createdAt: number;
  readonly fromTemplate: boolean;
  readonly #maxVersions: number;
  readonly #personal = new Map<User, JsonObject>();
  readonly #locals = new Map<User, LocalState>();
  #versions: readonly CardVersion[];
  #shared: JsonObject;
  #awaiting = 0;
  readonly #whenAnswered: (() => void)[] = [];

  constructor({ app, content, change, at, fromTemplate, maxVersions }: NewCard) {
    this.app = app;
    this.createdAt = at;
    this.fromTemplate = fromTemplate === true;
    this.#maxVersions = maxVersions;
    this.#shared = content;
    this.#versions = [{ number: 1, at, change, content, seenBy: "everybody" }];
  }

  /** What those see for whom nothing else was set. */
  get content(): JsonObject {
    return this.#shared;
  }

  get dialect(): CardDialect {
    return dialectOf(this.#shared);
  }

  /** Whether a change is for everybody: 2.0 cards, templates, and 1.0 cards with `update_multi`. */
  get shared(): boolean {
    return this.fromTemplate || isShared(this.#shared);
  }

  /** The last versions, oldest first. */
  get versions(): readonly CardVersion[] {
    return this.#versions;
  }

  /** What single people see of an exclusive card. */
  get personal(): ReadonlyMap<User, JsonObject> {
    return this.#personal;
  }

  /** Goes back to another state of itself; what lives in the clients alone is gone. */
  restore(content: JsonObject, personal: Iterable<[User, JsonObject]>, versions: readonly CardVersion[]): void {
    this.#shared = content;
    this.#versions = versions;
    this.#personal.clear();
    this.#locals.clear();
    for (const [user, own] of personal) this.#personal.set(user, own);
  }

  /** Whether somebody's click has not been answered yet: until then a 2.0 card is locked. */
  get awaitsAnswer(): boolean {
    return this.#awaiting > 0;
  }

  /** Whether text is being streamed into it; an answer's card is not applied then. */
  get streaming(): boolean {
    return configOf(this.#shared).streaming_mode === true;
  }

  /** Whether it may be forwarded. Source: "Card JSON structure". */
  get forwardable(): boolean {
    return configOf(this.#shared).enable_forward !== false;
  }

  /** Whether a forwarded copy asks the app. Source: as above. */
  get callsBackWhenForwarded(): boolean {
    return configOf(this.#shared).enable_forward_interaction === true;
  }

  contentFor(user: User): JsonObject {
    return this.#personal.get(user) ?? this.#shared;
  }

  /** What `user` has done with it that lives in the client alone. A new state of the card begins without any. */
  localFor(user: User): LocalState {
    const known = this.#locals.get(user) ?? new LocalState();
    this.#locals.set(user, known);
    return known;
  }

  /** Puts `content` in the card's place, for everybody or for some people only. */
  replace(content: JsonObject, change: CardChange, at: number, seenBy: "everybody" | readonly User[]): void {
    if (seenBy === "everybody") {
      this.#shared = content;
      this.#personal.clear();
      this.#locals.clear();
    } else {
      for (const user of seenBy) {
        this.#personal.set(user, content);
        this.#locals.delete(user);
      }
    }
    const number = (this.#versions.at(-1)?.number ?? 0) + 1;
    this.#versions = [...this.#versions, { number, at, change, content, seenBy }].slice(-this.#maxVersions);
  }

  /** A click waits for its answer from now on; call the returned function once when it is over. */
  lock(): () => void {
    this.#awaiting += 1;
    return () => {
      this.#awaiting -= 1;
      if (this.#awaiting === 0) for (const then of this.#whenAnswered.splice(0)) then();
    };
  }

  /** Calls `then` once, when no click waits for its answer any more. */
  whenAnswered(then: () => void): void {
    this.#whenAnswered.push(then);
  }

  /** Whether a click at `now` still asks the app. */
  isClickable(now: number): boolean {
    return now - this.createdAt <= CLICKABLE_MS[this.dialect];
  }

  /** Whether a change at `now` still takes effect. */
  isUpdatable(now: number): boolean {
    return now - this.createdAt <= UPDATABLE_MS;
  }
}

/** Which rules a card follows. A template that this emulator does not know counts as 2.0. */
export function dialectOf(card: JsonObject): CardDialect {
  return cardDialect(card) ?? (card.type === "template" ? "2.0" : "1.0");
}

/** Whether a card, written out, says that a change is for everybody. */
export function isShared(card: JsonObject): boolean {
  return dialectOf(card) === "2.0" || configOf(card).update_multi === true;
}

function configOf(card: JsonObject): JsonObject {
  return isJsonObject(card.config) ? card.config : {};
}
