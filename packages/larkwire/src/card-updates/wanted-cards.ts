import { type Deferred, deferred } from "../deferred.ts";
import { type CardContent, traitsOf } from "./card-content.ts";
import type { CardUpdateOutcome } from "./card-handle.ts";

/** A card that somebody wants to be shown, and who waits to hear of it. */
export interface WantedCard {
  readonly card: CardContent;
  /** For whom, when the card is exclusive: `ou_…`. */
  readonly openId: string | undefined;
  readonly outcome: Deferred<CardUpdateOutcome>;
}

/** Everybody who sees the message. */
const EVERYBODY = "";

/**
 * The cards of one message that wait to be shown: one for everybody, and one for each person of an exclusive card, who
 * may see something else than the others. The newest takes the place of older ones for the same people.
 */
export class WantedCards {
  readonly #byAudience = new Map<string, WantedCard>();

  add(card: CardContent, openId: string | undefined): WantedCard {
    const wanted = { card, openId, outcome: deferred<CardUpdateOutcome>() };
    this.supersede(card, openId);
    this.#byAudience.set(audienceOf(card, openId), wanted);
    return wanted;
  }

  /** Forgets what this card, for these people, makes old. */
  supersede(card: CardContent, openId: string | undefined): void {
    const audience = audienceOf(card, openId);
    for (const [key, wanted] of this.#byAudience) {
      if (audience !== EVERYBODY && audience !== key) continue;
      this.#byAudience.delete(key);
      wanted.outcome.resolve("superseded");
    }
  }

  /** It was taken and is not shown yet: it waits again, unless something newer waits in its place. */
  giveBack(wanted: WantedCard): void {
    const audience = audienceOf(wanted.card, wanted.openId);
    const isOld = this.#byAudience.has(audience) || this.#byAudience.has(EVERYBODY);
    if (isOld) wanted.outcome.resolve("superseded");
    else this.#byAudience.set(audience, wanted);
  }

  /** It is shown in another way, unless something newer has taken its place already. */
  withdraw(wanted: WantedCard): void {
    const audience = audienceOf(wanted.card, wanted.openId);
    if (this.#byAudience.get(audience) !== wanted) return;
    this.#byAudience.delete(audience);
    wanted.outcome.resolve("shown");
  }

  get isEmpty(): boolean {
    return this.#byAudience.size === 0;
  }

  /** The one that has waited longest, which waits no more. */
  take(): WantedCard | undefined {
    for (const [key, wanted] of this.#byAudience) {
      this.#byAudience.delete(key);
      return wanted;
    }
    return undefined;
  }
}

function audienceOf(card: CardContent, openId: string | undefined): string {
  return traitsOf(card).isShared === false ? (openId ?? EVERYBODY) : EVERYBODY;
}
