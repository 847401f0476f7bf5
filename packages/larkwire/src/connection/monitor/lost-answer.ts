import type { MessageRef } from "../session/message.ts";

/**
 * Why an answer is lost:
 * - `connection_ended`: it was ready, and its connection was gone;
 * - `not_confirmed`: it was sent, and its connection broke before the platform was known to have read it; it may have
 *   arrived;
 * - `not_begun`: the message still waited for a handler when its connection ended, or when the client was closed.
 */
export type LostAnswerReason = "connection_ended" | "not_confirmed" | "not_begun";

/** An answer that did not reach the platform, or of which nobody knows whether it did. */
export interface LostAnswer extends MessageRef {
  /** Why it is lost. */
  readonly reason: LostAnswerReason;
}
