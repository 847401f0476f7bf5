import type { Envelope } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { Log } from "../logger.ts";
import type { ApiCaller } from "../openapi/card-calls.ts";
import { type CardContent, cardOfAnswer } from "./card-content.ts";
import type { CardHandle } from "./card-handle.ts";
import { CardRecord, type QueuedAnswer } from "./card-record.ts";
import type { CardUpdates, ClickInProgress, LateAnswer, WaitingAnswer } from "./card-updates.ts";
import { type ClickedMessage, clickedMessage } from "./clicked-message.ts";
import { Stopping } from "./stopping.ts";
import { UpdateToken } from "./update-token.ts";

/** Messages that are remembered. Those with nothing under way are forgotten first. */
const MAX_RECORDS = 10_000;

export interface CardUpdaterOptions {
  readonly clock: Clock;
  /** Made when the first update is wanted. */
  readonly client: () => ApiCaller;
  readonly log: Log;
}

/** All cards that one client or receiver changes: one record for each message, made when somebody wants a change. */
export class CardUpdater implements CardUpdates {
  readonly #options: CardUpdaterOptions;
  readonly #records = new Map<string, CardRecord>();
  readonly #seen = new WeakSet<Envelope>();
  /** Answers that had to wait. */
  readonly #queued = new WeakMap<object, QueuedAnswer>();
  readonly #stopping = new Stopping();

  constructor(options: CardUpdaterOptions) {
    this.#options = options;
  }

  noteClick(click: ClickInProgress): void {
    if (this.#records.size === 0) return;
    const message = clickedMessage(click.envelope);
    const record = message === undefined ? undefined : this.#records.get(message.messageId);
    if (message !== undefined && record !== undefined) this.#note(record, message, click);
  }

  handleFor(click: ClickInProgress): CardHandle | undefined {
    const message = clickedMessage(click.envelope);
    if (message === undefined) return undefined;
    const record = this.#noted(message, click);
    return handleOf(record, message.operatorOpenId);
  }

  noteAnswer(click: ClickInProgress, answer: unknown): WaitingAnswer | undefined {
    if (this.#records.size === 0) return undefined;
    const message = clickedMessage(click.envelope);
    const record = message === undefined ? undefined : this.#records.get(message.messageId);
    if (message === undefined || record === undefined) return undefined;
    // It may have come before anybody wanted to change the card.
    this.#note(record, message, click);
    const card = cardOfAnswer(click.envelope, answer);
    const queued = card === undefined ? undefined : record.answeredWith(card, message.operatorOpenId);
    if (queued !== undefined) this.#queued.set(answer as object, queued);
    return queued;
  }

  async applyLate(late: LateAnswer): Promise<void> {
    const queued = this.#queued.get(late.answer as object);
    if (queued !== undefined) return void (await queued.shown);
    const card = cardOfAnswer(late.envelope, late.answer);
    const message = clickedMessage(late.envelope);
    if (card === undefined || message === undefined) return;
    await this.#noted(message, late).show(card, message.operatorOpenId);
  }

  handleOf(messageId: string, card?: CardContent): CardHandle {
    const record = this.#recordOf(messageId);
    if (card !== undefined) record.learn(card);
    return handleOf(record, undefined);
  }

  async idle(): Promise<void> {
    await Promise.all(Array.from(this.#records.values(), (record) => record.idle()));
  }

  stop(): void {
    this.#stopping.stop();
  }

  #note(record: CardRecord, message: ClickedMessage, click: ClickInProgress): void {
    if (this.#seen.has(click.envelope)) return;
    this.#seen.add(click.envelope);
    const { token, operatorOpenId } = message;
    const updateToken = token === undefined ? undefined : new UpdateToken(token, operatorOpenId, click.receivedAtMs);
    record.clicked(updateToken, click.receivedAtMs, click.whenLeft);
  }

  /** The record of a card, which knows of this click. */
  #noted(message: ClickedMessage, click: ClickInProgress): CardRecord {
    const record = this.#recordOf(message.messageId);
    this.#note(record, message, click);
    return record;
  }

  /** Moves it to the end of those that are forgotten. */
  #recordOf(messageId: string): CardRecord {
    const known = this.#records.get(messageId);
    if (known !== undefined) this.#records.delete(messageId);
    const record = known ?? new CardRecord(messageId, { ...this.#options, stopping: this.#stopping });
    this.#records.set(messageId, record);
    if (this.#records.size > MAX_RECORDS) this.#forgetOldest();
    return record;
  }

  #forgetOldest(): void {
    for (const [messageId, record] of this.#records) {
      if (!record.isIdle) continue;
      this.#records.delete(messageId);
      return;
    }
  }
}

/** @param openId for whom changes of an exclusive card are */
function handleOf(record: CardRecord, openId: string | undefined): CardHandle {
  return {
    messageId: record.messageId,
    get usesLeft() {
      return record.usesLeft;
    },
    update: (card) => record.showLogged(card, openId),
  };
}
