import type { Clock } from "../clock.ts";
import { OpenApiError } from "../errors.ts";
import type { Log } from "../logger.ts";
import { type ApiCaller, patchCard, updateCardWithToken } from "../openapi/card-calls.ts";
import { answerHold, SETTLE_MS } from "./answer-hold.ts";
import { type CardContent, type CardTraits, traitsOf, UNKNOWN_TRAITS } from "./card-content.ts";
import type { CardUpdateOutcome } from "./card-handle.ts";
import { cardUpdateError, dialectError } from "./card-update-errors.ts";
import { isTerminal, refusalStep } from "./card-update-policy.ts";
import type { WaitingAnswer } from "./card-updates.ts";
import type { Stopping } from "./stopping.ts";
import type { UpdateToken } from "./update-token.ts";
import { UpdateTokens } from "./update-tokens.ts";
import { type WantedCard, WantedCards } from "./wanted-cards.ts";

/** How often an update is tried again while a click holds the card. */
const MAX_LOCK_RETRIES = 5;

export interface CardRecordParts {
  readonly clock: Clock;
  readonly client: () => ApiCaller;
  readonly log: Log;
  /** Ends all waiting. */
  readonly stopping: Stopping;
}

/** An answer's card that waits in the queue until the answer can leave. */
export interface QueuedAnswer extends WaitingAnswer {
  /** What comes of the card when the answer does not leave. */
  readonly shown: Promise<CardUpdateOutcome>;
}

/**
 * The card of one message: what is known of it, and the one queue of all that changes it. One request runs at a time, and
 * of what waits only the newest is sent. Nothing is sent while a click on the card has no answer.
 */
export class CardRecord {
  readonly messageId: string;
  readonly #parts: CardRecordParts;
  readonly #tokens = new UpdateTokens();
  readonly #holds = new Set<Promise<void>>();
  readonly #wanted = new WantedCards();
  #traits: CardTraits = UNKNOWN_TRAITS;
  /** The request in the air; never rejects. */
  #sending: Promise<void> | undefined;
  #running: Promise<void> | undefined;

  constructor(messageId: string, parts: CardRecordParts) {
    this.messageId = messageId;
    this.#parts = parts;
  }

  get usesLeft(): number {
    return this.#tokens.usesLeft(this.#parts.clock.monotonicMs());
  }

  /** Whether order is kept when the record is forgotten: nothing runs, and nothing waits. */
  get isIdle(): boolean {
    return this.#running === undefined && this.#holds.size === 0;
  }

  /** Settles when nothing runs and nothing waits. Never rejects. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** What is known of the card from elsewhere, such as from sending it. */
  learn(card: CardContent): void {
    const { dialect, isShared } = traitsOf(card);
    // A card keeps its schema for life: the first that is known of it holds.
    this.#traits = { dialect: this.#traits.dialect ?? dialect, isShared: isShared ?? this.#traits.isShared };
  }

  /** A click on the card has come, with a token of its own. */
  clicked(token: UpdateToken | undefined, receivedAtMs: number, left: Promise<unknown>): void {
    if (token !== undefined) this.#tokens.add(token);
    const { clock, stopping } = this.#parts;
    const hold = answerHold(left, clock.monotonicMs() - receivedAtMs, clock, stopping);
    this.#holds.add(hold);
    void hold.then(() => this.#holds.delete(hold));
  }

  /**
   * A click is answered with this card, which is newer than all that waits. What is in the air may arrive after the answer
   * and cover it: then the card takes its place in the queue, until the answer can leave.
   */
  answeredWith(card: CardContent, openId: string | undefined): QueuedAnswer | undefined {
    if (this.#sending === undefined || this.#refusal(card) !== undefined) {
      this.#wanted.supersede(card, openId);
      return undefined;
    }
    const wanted = this.#wanted.add(card, openId);
    const leaves = (): void => {
      // Else it left early, and has to be shown again.
      if (this.#sending === undefined) this.#wanted.withdraw(wanted);
    };
    return { whenFree: this.#sending, leaves, shown: this.#logged(wanted.outcome.promise) };
  }

  /** The same as {@link show}, for callers that may ignore the promise: a failure is in the log, too. */
  showLogged(card: CardContent, openId: string | undefined): Promise<CardUpdateOutcome> {
    return this.#logged(this.show(card, openId));
  }

  /**
   * @param openId for whom, when the card is exclusive
   * @throws CardUpdateError (as a rejection, which is never reported as unhandled)
   */
  show(card: CardContent, openId: string | undefined): Promise<CardUpdateOutcome> {
    const refusal = this.#refusal(card);
    if (refusal !== undefined) {
      const refused = Promise.reject(refusal);
      refused.catch(ignore);
      return refused;
    }
    const { promise } = this.#wanted.add(card, openId).outcome;
    this.#running ??= this.#run();
    return promise;
  }

  #logged(shown: Promise<CardUpdateOutcome>): Promise<CardUpdateOutcome> {
    shown.catch((error: unknown) => this.#parts.log.warn("a card was not updated", { error }));
    return shown;
  }

  /** Why the card cannot be shown, whatever the platform says. */
  #refusal(card: CardContent): Error | undefined {
    if (typeof card !== "object" || card === null || !isSerialisable(card)) {
      return cardUpdateError("card_invalid", this.messageId);
    }
    const { dialect } = traitsOf(card);
    const { dialect: known } = this.#traits;
    if (dialect === undefined || known === undefined || dialect === known) return undefined;
    return dialectError(this.messageId, known, dialect);
  }

  /** Sends what is wanted until nothing is. Never rejects. */
  async #run(): Promise<void> {
    // So that `#running` is set before the first request, and what is wanted in one turn is one request.
    await Promise.resolve();
    const { stopping } = this.#parts;
    while (!this.#wanted.isEmpty) {
      while (this.#holds.size > 0 && !stopping.isOver) await Promise.all(this.#holds);
      const wanted = this.#wanted.take();
      if (wanted === undefined) break;
      this.#sending = this.#send(wanted).then(
        (isShown) => (isShown ? wanted.outcome.resolve("shown") : this.#wanted.giveBack(wanted)),
        wanted.outcome.reject,
      );
      await this.#sending;
      this.#sending = undefined;
    }
    // In the same turn as the look at what is wanted: what is wanted from now on begins a new run.
    this.#running = undefined;
  }

  /**
   * False when a click has come after the first attempt, so that the next one has to wait for its answer.
   *
   * @throws CardUpdateError
   */
  async #send({ card, openId }: WantedCard): Promise<boolean> {
    const { clock, stopping } = this.#parts;
    let isNamed: boolean | undefined;
    for (let attempt = 0, locked = 0; ; attempt += 1) {
      if (attempt > 0 && this.#holds.size > 0) return false;
      if (stopping.isOver) throw cardUpdateError("card_client_closed", this.messageId);
      const token = this.#tokens.usable(openId, clock.monotonicMs());
      try {
        await this.#request(card, token, isNamed ?? traitsOf(card).isShared === false, openId);
        this.learn(card);
        return true;
      } catch (error) {
        if (!(error instanceof OpenApiError)) throw error;
        // Whether a refused attempt counts is not documented: when it does, the platform says so at the next one.
        if (error.platformCode !== undefined) token?.giveBack();
        const step = refusalStep(error.platformCode, error.message);
        if (step === "other_way" && token !== undefined) token.discard();
        else if (step === "name_people" && isNamed === undefined) isNamed = true;
        else if (step === "name_nobody" && isNamed !== false) isNamed = false;
        else if (step === "again" && locked < MAX_LOCK_RETRIES) {
          locked += 1;
          await stopping.pause(SETTLE_MS * locked, clock);
        } else throw cardUpdateError(isTerminal(step) ? step : "card_update_failed", this.messageId, error);
      }
    }
  }

  /** @param isNamed whether the update is said to be for one person, as an exclusive card needs it */
  async #request(
    card: CardContent,
    token: UpdateToken | undefined,
    isNamed: boolean,
    openId: string | undefined,
  ): Promise<void> {
    const client = this.#parts.client();
    if (token === undefined) {
      if (!this.#isPatchable(card)) throw cardUpdateError("card_no_way_left", this.messageId);
      return patchCard(client, this.messageId, card);
    }
    token.use();
    const person = openId ?? token.operatorOpenId;
    const named = isNamed && person !== undefined ? { ...card, open_ids: [person] } : card;
    return updateCardWithToken(client, token.token, named);
  }

  /** Without a token only a shared card can be changed, and only into a shared one. */
  #isPatchable(card: CardContent): boolean {
    return this.#traits.isShared !== false && traitsOf(card).isShared !== false;
  }
}

function isSerialisable(card: object): boolean {
  try {
    return JSON.stringify(card) !== undefined;
  } catch {
    return false;
  }
}

function ignore(): void {
  // Whoever cares has the promise.
}
