import { ANSWER_DEADLINE_MS } from "@larkwire/protocol";
import type { CardContent } from "../card-updates/card-content.ts";
import type { CardHandle } from "../card-updates/card-handle.ts";
import type { CardUpdates } from "../card-updates/card-updates.ts";
import { invalidOption } from "../check-option.ts";
import type { Clock } from "../clock.ts";
import { FaultLog } from "../fault-log.ts";
import type { Log } from "../logger.ts";

import { BackgroundWorks } from "./answering/background-works.ts";
import { DeadlineWatch } from "./answering/deadline-watch.ts";
import { type AnsweringStatistics, newAnsweringStatistics } from "./answering-statistics.ts";
import type { EventDispatcher } from "./event-dispatcher.ts";

/**
 * What a transport needs of an `EventDispatcher`: its methods, not its class, because an app may load this package both
 * as ESM and as CommonJS.
 */
export type Dispatcher = Pick<EventDispatcher, "dispatch" | "policy" | "unknownTypes">;

/** What all envelopes of one transport share. */
export interface AnsweringParts {
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  readonly deadlines: DeadlineWatch;
  /** Time from receipt to answer that the platform grants, milliseconds. */
  readonly answerDeadlineMs: number;
  /** What runs on after its message was answered. A transport that closes waits for it, and stops it in the end. */
  readonly works: BackgroundWorks;
  /** Brings late cards to the person. Without it a late card is reported as an error. */
  readonly cardUpdates?: CardUpdates | undefined;
  readonly statistics: AnsweringStatistics;
  readonly faults: FaultLog;
}

/** What a transport brings along. */
export interface AnsweringSetting {
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatcher: Dispatcher;
  /** Brings late cards to the person. Default: nothing does. */
  readonly cardUpdates?: CardUpdates | undefined;
  /** Where to count. Default: counts of their own. */
  readonly statistics?: AnsweringStatistics | undefined;
}

/** Everything that one transport needs to answer envelopes. Whoever closes the transport stops `works` and `deadlines`. */
export function answeringParts(setting: AnsweringSetting): AnsweringParts {
  const { cardUpdates, clock, dispatcher, log, statistics } = setting;
  return {
    clock,
    dispatcher,
    deadlines: new DeadlineWatch(clock),
    answerDeadlineMs: ANSWER_DEADLINE_MS,
    cardUpdates,
    works: new BackgroundWorks({ clock, log, limits: dispatcher.policy.background }),
    statistics: statistics ?? newAnsweringStatistics(),
    faults: new FaultLog(log),
  };
}

/** Settles when nothing runs on after its answer, and no update of a card is under way. */
export async function nothingFollows({ cardUpdates, works }: AnsweringParts): Promise<void> {
  await works.idle();
  await cardUpdates?.idle();
}

/** Ends everything that a transport's answers may still wait for; leaves no timer. */
export function stopAnswering({ cardUpdates, deadlines, works }: AnsweringParts): void {
  works.stop();
  deadlines.stop();
  cardUpdates?.stop();
}

/** @throws ConfigError `invalid_option` */
export function cardHandle(updates: CardUpdates | undefined, messageId: string, card?: CardContent): CardHandle {
  if (updates === undefined) throw invalidOption("cardHandle() needs the option api: an OpenApiClient of this app.");
  if (typeof messageId === "string" && messageId !== "") return updates.handleOf(messageId, card);
  throw invalidOption("cardHandle() takes the id of a message, om_…, as sendMessage() returns it.");
}
