import { sleep, type TimerClock } from "./sleep.ts";

// What handlers do, seen from the platform's three seconds and from the guard that answers shortly before.

export const PLATFORM_WAITS_MS = 3_000;
export const GUARD_AFTER_MS = 2_300;
export const NEVER_MS: number = Number.POSITIVE_INFINITY;

/** A handler by what it does: it ends after `ms`, well or not. */
export interface HandlerCase {
  readonly name: string;
  readonly ms: number;
  readonly throws?: boolean;
}

export const HANDLER_CASES: readonly HandlerCase[] = [
  { name: "answers at once", ms: 0 },
  { name: "answers after 1 s", ms: 1_000 },
  { name: "answers after 2.4 s", ms: 2_400 },
  { name: "answers after 2.6 s", ms: 2_600 },
  { name: "answers after 10 s", ms: 10_000 },
  { name: "never ends", ms: NEVER_MS },
  { name: "throws at once", ms: 0, throws: true },
  { name: "throws after 1 s", ms: 1_000, throws: true },
  { name: "throws after 10 s", ms: 10_000, throws: true },
];

/** Does what the case says, and returns `answer` if it comes to that. */
export async function act<Answer>({ ms, throws }: HandlerCase, clock: TimerClock, answer: Answer): Promise<Answer> {
  if (ms === NEVER_MS) return new Promise(() => undefined);
  if (ms > 0) await sleep(clock, ms);
  if (throws) throw new Error("the handler failed");
  return answer;
}
