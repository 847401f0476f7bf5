import type { AnswerFate, CardUpdates, LateAnswer } from "../../src/index.ts";

/** A late card, as it would have been brought to the person. */
export interface RecordedCard {
  readonly answer: unknown;
  /** What had become of the first answer by then. */
  readonly fate: AnswerFate;
}

/** Brings late cards to nobody but the test, once the first answer has left. */
export class CardRecorder implements CardUpdates {
  readonly cards: RecordedCard[] = [];
  /** When set, every update fails with it. */
  failure: Error | undefined;

  async applyLate({ answer, left }: LateAnswer): Promise<void> {
    const fate = await left;
    if (this.failure !== undefined) throw this.failure;
    this.cards.push({ answer, fate });
  }
}
