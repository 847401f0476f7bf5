import type { HandlerContext } from "./handler-context.ts";

/** An event that has arrived, before its handler runs. */
export interface ArrivedEvent {
  /** Such as `"im.message.receive_v1"`. */
  readonly type: string;
  /** The body as the platform sent it. */
  readonly data: unknown;
  /** Has `ageMs` and `redelivered`. */
  readonly context: HandlerContext;
}

/**
 * Decides whether an event is still worth handling. `"drop"` acknowledges it without running its handler. Callbacks are not
 * asked about: a person waits for each, and the platform never repeats them. When it throws, the event is handled.
 *
 * @example
 * new EventDispatcher({ stale: ({ context }) => ((context.ageMs ?? 0) > 10 * 60_000 ? "drop" : "run") });
 */
export type StalePolicy = (event: ArrivedEvent) => "run" | "drop";
