import type { CallbackTable } from "@larkwire/protocol";
import type { HandlerContext } from "./handler-context.ts";

/** What failed: the second argument of {@link OnError}. */
export interface HandlerFailure {
  /** Eight characters that the default toast shows and the log line carries. */
  readonly reference: string;
  /** The type of the callback or event, such as `"card.action.trigger"`. */
  readonly type: string;
  /** The body as the platform sent it. */
  readonly data: unknown;
  /**
   * `true`: what you return decides what the platform gets. `false`: an answer left already, because the handler was late
   * or the work was for later; of what you return only a card counts, which is applied as a later update.
   */
  readonly isAnswerable: boolean;
  /** What the handler was given. */
  readonly context: HandlerContext;
}

type CallbackAnswer = CallbackTable["card.action.trigger" | "card.action.trigger_v1" | "url.preview.get"]["response"];

/**
 * - an answer (callbacks only): the person sees it;
 * - `"acknowledge"`: as if all were well. The person sees nothing happen; an event is not sent again;
 * - `"fail"`: the platform is told. The person sees error 200671; an event is sent again;
 * - nothing: what the SDK does by itself. A click gets a toast with the reference; everything else is `"fail"`.
 */
export type FailureDecision = CallbackAnswer | "acknowledge" | "fail" | null | undefined | void;

/**
 * Called when a handler, a middleware or a work handed to `ctx.later()` threw, or answered with what cannot be sent. It
 * decides what the platform gets in the answer's place. `error` is what was thrown; it is logged in any case.
 *
 * @example
 * new EventDispatcher({
 *   onError: (error, { reference }) => ({ toast: { type: "error", content: `Call the help desk, code ${reference}` } }),
 * });
 */
export type OnError = (error: unknown, failure: HandlerFailure) => FailureDecision | Promise<FailureDecision>;
