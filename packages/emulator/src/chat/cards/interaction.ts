import type { App } from "../../apps/app.ts";
import { dropOldest } from "../drop-oldest.ts";
import type { Message } from "../messages/message.ts";
import type { User } from "../people/user.ts";
import type { CardState } from "./card-state.ts";

/** How long the token of a click allows updates. Source: "Delayed update of a message card". */
export const UPDATE_TOKEN_MS: number = 30 * 60 * 1000;

/** How many updates one token allows. Source: as above. */
export const UPDATE_TOKEN_USES = 2;

/** One click that was reported to an app. */
export interface Interaction {
  /** `c-…`: `event.token` of the callback. */
  readonly token: string;
  readonly app: App;
  readonly user: User;
  readonly message: Message;
  /** The card that was used: the message's own, or one below a link in it. */
  readonly card: CardState;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the wait for the answer is over. */
  answered: boolean;
  /** Successful delayed updates. */
  uses: number;
}

/** The clicks whose tokens may still be used, the newest ones. */
export class InteractionLog {
  readonly #kept = new Map<string, Interaction>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(interaction: Interaction): void {
    this.#kept.set(interaction.token, interaction);
    dropOldest(this.#kept, this.#max);
  }

  /** Oldest first. */
  all(): Interaction[] {
    return [...this.#kept.values()];
  }

  clear(): void {
    this.#kept.clear();
  }

  find(token: string): Interaction | undefined {
    return this.#kept.get(token);
  }
}
