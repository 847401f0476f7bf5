import type { AnswerFate } from "../../card-updates/card-updates.ts";
import { type Deferred, deferred } from "../../deferred.ts";
import type { AnsweringParts } from "../answering-parts.ts";
import type { LaterWork } from "../handler-context.ts";
import type { BackgroundWork } from "./background-works.ts";
import { decideFailure } from "./decide-failure.ts";
import type { HandledMessage } from "./handled-message.ts";
import { applyLate } from "./late-answer.ts";

/** What follows the answer of one message: a handler that runs on, works for later, cards that come late. */
export class Aftermath implements BackgroundWork {
  readonly #message: HandledMessage;
  readonly #parts: AnsweringParts;
  readonly #left: Deferred<AnswerFate> = deferred();
  readonly #queued: LaterWork[] = [];
  #done: Deferred<void> = deferred();
  #held = 0;
  #isCounted = false;
  #hasBegun = false;

  constructor(message: HandledMessage, parts: AnsweringParts) {
    this.#message = message;
    this.#parts = parts;
  }

  /** Settles when the answer has left or was lost. */
  get whenLeft(): Promise<AnswerFate> {
    return this.#left.promise;
  }

  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** A work for the time after the answer; it waits for {@link begin}. */
  later(work: LaterWork): void {
    if (this.#hasBegun) this.hold(this.#run(work));
    else this.#queued.push(work);
  }

  /** The handler has ended well: works that it has handed over may begin, as soon as the answer has left. */
  begin(): void {
    this.#hasBegun = true;
    for (const work of this.#queued.splice(0)) this.hold(this.#run(work));
  }

  /** The handler has failed: works that it has handed over are forgotten. */
  drop(): void {
    this.#queued.length = 0;
  }

  /** Is not over before `work` has settled, which must not reject. */
  hold(work: Promise<void>): void {
    this.#held += 1;
    if (this.#isCounted && this.#held === 1) this.#count();
    void work.then(() => {
      this.#held -= 1;
      if (this.#held === 0) this.#done.resolve();
    });
  }

  /** The answer is on its way: from now on what is held runs in the background. */
  answered(): Promise<void> | undefined {
    this.#isCounted = true;
    return this.#held === 0 ? undefined : this.#count();
  }

  /** Says what became of the answer. */
  settle(fate: AnswerFate): void {
    this.#left.resolve(fate);
  }

  /** Brings an answer to the person that came after another one had been sent. Never rejects. */
  async applyLate(answer: unknown): Promise<void> {
    const { context, envelope, log, receivedAtMs } = this.#message;
    const { cardUpdates, statistics } = this.#parts;
    try {
      const late = { answer, envelope, receivedAtMs, whenLeft: this.whenLeft };
      await applyLate(late, context, this.#message.seen, { cardUpdates, statistics, log });
    } catch (error) {
      statistics.lateCardsLost += 1;
      const what = `the card that the handler of ${envelope.type} returned after its answer was not applied`;
      await decideFailure(what, error, this.#message);
    }
  }

  onForgotten(): void {
    this.#message.onForgotten();
  }

  onAbandoned(): void {
    this.#message.context.deadline.abandon();
  }

  async #run(work: LaterWork): Promise<void> {
    await this.#left.promise;
    try {
      await this.applyLate(await work());
    } catch (error) {
      this.#parts.statistics.handlerErrors += 1;
      const what = `a work that the handler of ${this.#message.envelope.type} handed to ctx.later() failed`;
      const { answer } = await decideFailure(what, error, this.#message);
      await this.applyLate(answer);
    }
  }

  #count(): Promise<void> | undefined {
    this.#done = deferred();
    return this.#parts.works.add(this, this.#message.isCallback);
  }
}
