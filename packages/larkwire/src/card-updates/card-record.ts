import type { Clock } from "../clock.ts";
import { type Deferred, deferred } from "../deferred.ts";
import { OpenApiError } from "../errors.ts";
import { type ApiCaller, patchCard, updateCardWithToken } from "../openapi/card-calls.ts";
import { waitFor } from "../openapi/rate-limit-wait.ts";
import { type CardContent, type CardTraits, traitsOf } from "./card-content.ts";
import type { CardHandle, CardUpdateOutcome } from "./card-handle.ts";
import { cardUpdateError, dialectError } from "./card-update-errors.ts";
import { refusalStep } from "./card-update-policy.ts";
import type { UpdateToken } from "./update-token.ts";

/**
 * Between the moment when an answer has left this machine and the update after it: the platform has to have the answer
 * first, or it refuses the update, or takes it back.
 */
const SETTLE_MS = 300;

/** How often an update is tried again while a click holds the card. */
const MAX_LOCK_RETRIES = 5;

/** Tokens of one message that are kept, newest first to be used. */
const MAX_TOKENS = 4;

export interface CardRecordParts {
  readonly clock: Clock;
  readonly client: () => ApiCaller;
  /** Ends all waiting. */
  readonly signal: AbortSignal;
}

/** A card that somebody wants to be shown, and who waits to hear of it. */
interface WantedCard {
  readonly card: CardContent;
  readonly outcome: Deferred<CardUpdateOutcome>;
}

/**
 * The card of one message: what is known of it, and the one queue of all that changes it. One request runs at a time, and
 * of what waits only the newest is sent. Nothing is sent while a click on the card has no answer.
 */
export class CardRecord implements CardHandle {
  readonly messageId: string;
  readonly #parts: CardRecordParts;
  readonly #tokens: UpdateToken[] = [];
  readonly #unanswered = new Set<Promise<void>>();
  #traits: CardTraits;
  #wanted: WantedCard | undefined;
  #isSending = false;
  #running: Promise<void> | undefined;

  constructor(messageId: string, traits: CardTraits, parts: CardRecordParts) {
    this.messageId = messageId;
    this.#traits = traits;
    this.#parts = parts;
  }

  get usesLeft(): number {
    const nowMs = this.#parts.clock.monotonicMs();
    const usable = this.#tokens.filter((token) => token.isUsable(nowMs));
    return usable.reduce((sum, token) => sum + token.usesLeft, 0);
  }

  /** Whether nothing is lost when the record is forgotten. */
  get isIdle(): boolean {
    return this.#running === undefined && this.#unanswered.size === 0 && this.usesLeft === 0;
  }

  /** Settles when nothing runs and nothing waits. Never rejects. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** A click on the card has come, with a token of its own. */
  clicked(token: UpdateToken | undefined, left: Promise<unknown>): void {
    if (token !== undefined) this.#tokens.unshift(token);
    this.#tokens.length = Math.min(this.#tokens.length, MAX_TOKENS);
    const { clock, signal } = this.#parts;
    const settled = left.then(() => waitFor(SETTLE_MS, clock, signal)).catch(ignore);
    this.#unanswered.add(settled);
    void settled.then(() => this.#unanswered.delete(settled));
  }

  /** A click is answered with this card, which is newer than all that waits. */
  answeredWith(card: CardContent): void {
    this.#wanted?.outcome.resolve("superseded");
    this.#wanted = undefined;
    this.#learn(card);
    // What is in the air may arrive after the answer and cover it: then the answer's card has to be shown again.
    if (this.#isSending) this.#want({ card, outcome: deferred() });
  }

  async update(card: CardContent): Promise<CardUpdateOutcome> {
    const { dialect } = traitsOf(card);
    const { dialect: known } = this.#traits;
    if (dialect !== undefined && known !== undefined && dialect !== known) {
      throw dialectError(this.messageId, known, dialect);
    }
    const outcome = deferred<CardUpdateOutcome>();
    this.#want({ card, outcome });
    return outcome.promise;
  }

  #want(wanted: WantedCard): void {
    this.#wanted?.outcome.resolve("superseded");
    this.#wanted = wanted;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Sends what is wanted until nothing is. Never rejects. */
  async #run(): Promise<void> {
    // So that `#running` is set before the first request, and what is wanted in one turn is one request.
    await Promise.resolve();
    while (this.#wanted !== undefined) {
      const { signal } = this.#parts;
      while (this.#unanswered.size > 0 && !signal.aborted) await Promise.all(this.#unanswered);
      const wanted: WantedCard | undefined = this.#wanted;
      if (wanted === undefined) return;
      this.#wanted = undefined;
      this.#isSending = true;
      await this.#send(wanted.card).then(() => wanted.outcome.resolve("shown"), wanted.outcome.reject);
      this.#isSending = false;
    }
  }

  /** @throws CardUpdateError */
  async #send(card: CardContent): Promise<void> {
    let names: boolean | undefined;
    for (let locked = 0; ; ) {
      const token = this.#usableToken();
      try {
        await this.#request(card, token, names ?? traitsOf(card).isShared === false);
        return this.#learn(card);
      } catch (error) {
        if (!(error instanceof OpenApiError)) throw error;
        const step = refusalStep(error.platformCode, error.message);
        if (step === "other_way" && token !== undefined) token.discard();
        else if (step === "name_people" && names === undefined) names = true;
        else if (step === "name_nobody" && names !== false) names = false;
        else if (step === "again" && locked < MAX_LOCK_RETRIES) {
          locked += 1;
          await waitFor(SETTLE_MS * locked, this.#parts.clock, this.#parts.signal);
        } else throw this.#failure(step, error);
      }
    }
  }

  /** @param names whether the update is said to be for whoever clicked, as an exclusive card needs it */
  async #request(card: CardContent, token: UpdateToken | undefined, names: boolean): Promise<void> {
    const client = this.#parts.client();
    if (token === undefined) {
      if (!this.#isPatchable(card)) throw cardUpdateError("card_no_way_left", this.messageId);
      return patchCard(client, this.messageId, card);
    }
    token.use();
    const { operatorOpenId } = token;
    const named = names && operatorOpenId !== undefined ? { ...card, open_ids: [operatorOpenId] } : card;
    return updateCardWithToken(client, token.token, named);
  }

  #usableToken(): UpdateToken | undefined {
    const nowMs = this.#parts.clock.monotonicMs();
    return this.#tokens.find((token) => token.isUsable(nowMs));
  }

  /** Without a token only a shared card can be changed, and only into a shared one. */
  #isPatchable(card: CardContent): boolean {
    return this.#traits.isShared !== false && traitsOf(card).isShared !== false;
  }

  #failure(step: ReturnType<typeof refusalStep>, error: OpenApiError): Error {
    const isTerminal = step !== "other_way" && step !== "again" && step !== "name_people" && step !== "name_nobody";
    return cardUpdateError(isTerminal ? step : "card_update_failed", this.messageId, error);
  }

  #learn(card: CardContent): void {
    const { dialect, isShared } = traitsOf(card);
    this.#traits = { dialect: dialect ?? this.#traits.dialect, isShared: isShared ?? this.#traits.isShared };
  }
}

function ignore(): void {
  // Waiting was ended: the client is closed.
}
