import { ACK_CODE, type Ack } from "@larkwire/protocol";

/** How a handler ended. */
export interface HandlerEnd {
  /** Whether the message counts as handled, so that its repeats are not handled again. */
  readonly isHandled: boolean;
  /** What goes back to the platform, if nothing has gone yet. */
  readonly ack: Ack;
  /** A callback's answer, for a later update if {@link ack} cannot be used any more. */
  readonly answer: unknown;
}

export const OK_ACK: Ack = { code: ACK_CODE.ok };
export const EMPTY_ACK: Ack = { code: ACK_CODE.ok, answerJson: "{}" };
export const FAILED_ACK: Ack = { code: ACK_CODE.failed };

/** There is nothing to say to the platform but that all is well. */
export const ACKNOWLEDGED: HandlerEnd = { isHandled: true, ack: OK_ACK, answer: undefined };
