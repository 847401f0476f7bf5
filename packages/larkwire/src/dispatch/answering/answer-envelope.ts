import type { Ack } from "@larkwire/protocol";
import type { CardUpdates } from "../../card-updates/card-updates.ts";
import type { Clock } from "../../clock.ts";
import type { FaultLog } from "../../fault-log.ts";
import type { Log } from "../../logger.ts";
import type { AnsweringStatistics } from "../answering-statistics.ts";
import type { EventDispatcher } from "../event-dispatcher.ts";
import type { MessageFacts } from "../handler-context.ts";
import type { BackgroundWorks } from "./background-works.ts";
import type { DeadlineWatch } from "./deadline-watch.ts";
import { MessageRun } from "./message-run.ts";

/**
 * What a transport needs of an `EventDispatcher`: its methods, not its class, because an app may load this package both
 * as ESM and as CommonJS.
 */
export type Dispatcher = Pick<EventDispatcher, "dispatch" | "policy" | "unknownTypes">;

/** An envelope with what its transport knows about it. */
export interface IncomingEnvelope extends MessageFacts {
  /** {@link MessageFacts.receivedAt} on the clock's monotonic scale. */
  readonly receivedAtMs: number;
}

/** What all envelopes of one transport share. Made by `answeringParts()`. */
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

/** The answer to one envelope. */
export interface Answer {
  readonly ack: Ack;
  /** Milliseconds between the start of the handler and its answer. */
  readonly durationMs: number;
  /** Whether the platform's deadline has passed. */
  readonly isLate: boolean;
  /**
   * Set when so much runs on in the background that this message's handler has to keep its place among the running ones:
   * until this settles.
   */
  readonly occupied: Promise<void> | undefined;
  /** Whether something waits to hear {@link left} or {@link lost} at the right moment; otherwise any moment will do. */
  readonly isFollowed: boolean;
  /** For the transport: the network has taken the answer's bytes. Later updates of the card wait for it. */
  left(): void;
  /** For the transport, instead of {@link left}: the answer cannot leave, because its connection was cut. */
  lost(): void;
}

/**
 * The way from envelope to answer, the same for every transport: runs what is registered once for each event, reports in
 * the log what came of it, and says in time what goes back. Never rejects.
 */
export function answerEnvelope(incoming: IncomingEnvelope, log: Log, parts: AnsweringParts): Promise<Answer> {
  return new Promise((resolve) => new MessageRun(incoming, log, parts, resolve).start());
}
