import type { Envelope } from "@larkwire/protocol";
import type { CardContent } from "./card-content.ts";
import type { CardHandle } from "./card-handle.ts";

/** What became of the bytes of an answer. */
export type AnswerFate = "left" | "lost";

/** A callback on its way to its answer. */
export interface ClickInProgress {
  /** `card.action.trigger` or `card.action.trigger_v1`: it holds the token of the delayed update. Others are ignored. */
  readonly envelope: Envelope;
  /** On the clock's monotonic scale. */
  readonly receivedAtMs: number;
  /**
   * Settles when the answer has left, or was lost with its connection; never rejects. No update may be sent before: the
   * platform refuses it, or takes it back.
   */
  readonly whenLeft: Promise<AnswerFate>;
}

/** An answer that came after another one had been sent. */
export interface LateAnswer extends ClickInProgress {
  /** What the handler, or its later work, returned: an answer as that callback takes it, with a card. */
  readonly answer: unknown;
}

/** An answer with a card that has to wait: what is in the air could arrive after it and cover it. */
export interface WaitingAnswer {
  /** Settles when nothing is in the air any more; never rejects. */
  readonly whenFree: Promise<void>;
  /** The answer leaves now. When another one was sent in its place, {@link CardUpdates.applyLate} brings its card. */
  leaves(): void;
}

/** Brings cards to the person that are no answers to a click, or too late for it. */
export interface CardUpdates {
  /** A callback has come. Costs next to nothing when nobody has changed the card of its message before. */
  noteClick(click: ClickInProgress): void;
  /** The handle for `ctx.card`; `undefined` when the callback is no click on the card of a message. */
  handleFor(click: ClickInProgress): CardHandle | undefined;
  /** The handler has its answer, which leaves now, or as soon as it need not wait any more. */
  noteAnswer(click: ClickInProgress, answer: unknown): WaitingAnswer | undefined;
  /** Resolves when the card is shown; rejects when it cannot be. Called in the order in which the answers came. */
  applyLate(late: LateAnswer): Promise<void>;
  /**
   * A handle of any message with a card of this app.
   *
   * @param card what was sent, when it is known: its schema and whether it is shared
   */
  handleOf(messageId: string, card?: CardContent): CardHandle;
  /** Settles when no update runs or waits. */
  idle(): Promise<void>;
  /** Ends all waiting; what has not been sent is not sent any more. */
  stop(): void;
}
