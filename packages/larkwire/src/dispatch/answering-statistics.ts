/** What the way from envelope to answer has seen. All are counts. */
export interface AnsweringStatistics {
  /** Messages that the deadline guard answered, because their handlers still ran. */
  guarded: number;
  /** Handlers, and works handed to `ctx.later()`, that threw or answered with what cannot be sent. */
  handlerErrors: number;
  /** Cards that came after the answer and were brought to the person. */
  lateCards: number;
  /** Cards that came after the answer and never reached the person. */
  lateCardsLost: number;
  /** Repeated deliveries that were not handled again. */
  duplicates: number;
  /** Events that the `stale` policy dropped. */
  staleDropped: number;
}

export function newAnsweringStatistics(): AnsweringStatistics {
  return { guarded: 0, handlerErrors: 0, lateCards: 0, lateCardsLost: 0, duplicates: 0, staleDropped: 0 };
}
