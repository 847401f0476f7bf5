import type { AnswerFate, CardHandle, CardUpdates, LateAnswer } from "../../src/index.ts";

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

  async applyLate({ answer, whenLeft }: LateAnswer): Promise<void> {
    const fate = await whenLeft;
    if (this.failure !== undefined) throw this.failure;
    this.cards.push({ answer, fate });
  }

  noteClick(): void {
    // Only late answers are of interest.
  }

  handleFor(): undefined {
    return undefined;
  }

  noteAnswer(): undefined {
    return undefined;
  }

  handleOf(messageId: string): CardHandle {
    return { messageId, usesLeft: 0, update: () => Promise.resolve("superseded") };
  }

  idle(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    // Nothing waits.
  }
}
