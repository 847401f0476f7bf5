import { ANSWER_DEADLINE_MS } from "@larkwire/protocol";
import { invalidOption } from "./check-option.ts";
import { MAX_TIMER_MS } from "./check-transport-option.ts";
import type { Clock } from "./clock.ts";
import { deferred } from "./deferred.ts";
import type { ConfigError } from "./errors.ts";

// What closing a transport and waiting for its running handlers means, the same for each transport.

/** The option `drainTimeoutMs` as it is kept to; `undefined` when it is wrong. Default: as long as the platform waits. */
export function drainTimeout(option: number = ANSWER_DEADLINE_MS): number | undefined {
  return option >= 0 ? Math.min(option, MAX_TIMER_MS) : undefined;
}

export function invalidDrainTimeout(): ConfigError {
  return invalidOption("drainTimeoutMs has to be a number of milliseconds, 0 or more.");
}

/** Settles with `work`, or when its time is over, after `onTimeUp`. Leaves no timer. */
export async function drained(
  work: Promise<void>,
  timeoutMs: number,
  clock: Clock,
  onTimeUp: () => void,
): Promise<void> {
  const timeUp = deferred<void>();
  const timer = clock.setTimeout(() => {
    onTimeUp();
    timeUp.resolve();
  }, timeoutMs);
  await Promise.race([work, timeUp.promise]).finally(() => clock.clearTimeout(timer));
}
