import type { Envelope } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { CardUpdates, ClickInProgress, LateAnswer } from "../dispatch/card-updates.ts";
import type { ApiCaller } from "../openapi/card-calls.ts";
import { type CardContent, cardOfAnswer, traitsOf, UNKNOWN_TRAITS } from "./card-content.ts";
import type { CardHandle } from "./card-handle.ts";
import { CardRecord } from "./card-record.ts";
import { type ClickedMessage, clickedMessage } from "./clicked-message.ts";
import { UpdateToken } from "./update-token.ts";

/** Messages that are remembered. Those with nothing under way are forgotten first. */
const MAX_RECORDS = 10_000;

export interface CardUpdaterOptions {
  readonly clock: Clock;
  /** Made when the first update is wanted. */
  readonly client: () => ApiCaller;
}

/** All cards that one client or receiver changes: one record for each message, made when somebody wants a change. */
export class CardUpdater implements CardUpdates {
  readonly #options: CardUpdaterOptions;
  readonly #records = new Map<string, CardRecord>();
  readonly #noted = new WeakSet<Envelope>();
  readonly #stopping = new AbortController();

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
    const record = this.#recordOf(message.messageId);
    this.#note(record, message, click);
    return record;
  }

  noteAnswer({ envelope }: ClickInProgress, answer: unknown): void {
    if (this.#records.size === 0) return;
    const message = clickedMessage(envelope);
    const record = message === undefined ? undefined : this.#records.get(message.messageId);
    const card = record === undefined ? undefined : cardOfAnswer(envelope, answer);
    if (card !== undefined) record?.answeredWith(card);
  }

  async applyLate(late: LateAnswer): Promise<void> {
    const card = cardOfAnswer(late.envelope, late.answer);
    if (card !== undefined) await this.handleFor(late)?.update(card);
  }

  /** A card that the app has just sent: its schema is known. */
  sent(messageId: string, card: CardContent): CardHandle {
    return this.#recordOf(messageId, card);
  }

  async idle(): Promise<void> {
    await Promise.all(Array.from(this.#records.values(), (record) => record.idle()));
  }

  stop(): void {
    this.#stopping.abort(new DOMException("The client is closed.", "AbortError"));
  }

  #note(record: CardRecord, message: ClickedMessage, click: ClickInProgress): void {
    if (this.#noted.has(click.envelope)) return;
    this.#noted.add(click.envelope);
    const { token, operatorOpenId } = message;
    const updateToken = token === undefined ? undefined : new UpdateToken(token, operatorOpenId, click.receivedAtMs);
    record.clicked(updateToken, click.whenLeft);
  }

  #recordOf(messageId: string, card?: CardContent): CardRecord {
    const known = this.#records.get(messageId);
    if (known !== undefined) return known;
    const { client, clock } = this.#options;
    const traits = card === undefined ? UNKNOWN_TRAITS : traitsOf(card);
    const record = new CardRecord(messageId, traits, { clock, client, signal: this.#stopping.signal });
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
