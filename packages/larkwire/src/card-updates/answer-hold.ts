import { ANSWER_DEADLINE_MS } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { Stopping } from "./stopping.ts";

/**
 * Between the moment when an answer has left this machine and the update after it: the platform has to have the answer
 * first, or it refuses the update, or takes it back.
 */
export const SETTLE_MS = 300;

/**
 * How long a click holds the updates of its card back. Resolves a little after its answer has left, and at the latest a
 * little after the platform has stopped waiting for it, so that a handler that never ends holds nothing for ever.
 * Never rejects.
 *
 * @param sinceReceiptMs how long ago the click came
 * @param stopping ends the wait
 */
export function answerHold(
  left: Promise<unknown>,
  sinceReceiptMs: number,
  clock: Clock,
  stopping: Stopping,
): Promise<void> {
  return new Promise((resolve) => {
    let isOver = false;
    const end = (): void => {
      isOver = true;
      clock.clearTimeout(timer);
      resolve();
    };
    const expire = (): void => {
      forget();
      end();
    };
    const afterDeadlineMs = Math.max(0, ANSWER_DEADLINE_MS - sinceReceiptMs);
    let timer = clock.setTimeout(expire, afterDeadlineMs + SETTLE_MS);
    const forget = stopping.onStop(end);
    void left.then(() => {
      if (isOver) return;
      clock.clearTimeout(timer);
      timer = clock.setTimeout(expire, SETTLE_MS);
    });
  });
}
