import { type Ack, type Envelope, isCallbackType } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { Log } from "../logger.ts";
import type { BackgroundWorks } from "./background-works.ts";
import type { CardUpdates } from "./card-updates.ts";
import { Deadline } from "./deadline.ts";
import type { DeadlineWatch } from "./deadline-watch.ts";
import { describeAnswer } from "./describe-answer.ts";
import { encodeAnswer } from "./encode-answer.ts";
import type { EventDispatcher } from "./event-dispatcher.ts";
import { MessageContext, type MessageFacts } from "./handler-context.ts";

/**
 * What a transport needs of an `EventDispatcher`: its methods, not its class, because an app may load this package both
 * as ESM and as CommonJS.
 */
export type Dispatcher = Pick<EventDispatcher, "dispatch" | "unknownTypes">;

/** An envelope with what its transport knows about it. */
export interface IncomingEnvelope extends Omit<MessageFacts, "deadline"> {
  readonly envelope: Envelope;
  /** {@link MessageFacts.receivedAt} on the clock's monotonic scale. */
  readonly receivedAtMs: number;
}

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
}

/** The answer to one envelope. */
export interface Answer {
  readonly ack: Ack;
  /** Milliseconds between the start of the handler and its answer. */
  readonly durationMs: number;
  /** Whether the platform's deadline has passed. */
  readonly isLate: boolean;
  /** For the transport: the answer's bytes have been handed to the network. Later updates of the card wait for it. */
  left(): void;
  /** For the transport, instead of {@link left}: the answer cannot leave, because its connection was cut. */
  lost(): void;
}

/**
 * The way from envelope to answer, the same for every transport: runs what is registered, reports in the log what came
 * of it, and says what goes back. Never rejects.
 */
export async function answerEnvelope(incoming: IncomingEnvelope, log: Log, parts: AnsweringParts): Promise<Answer> {
  const { clock, deadlines, dispatcher, answerDeadlineMs } = parts;
  const { envelope, receivedAtMs, ...facts } = incoming;
  const deadline = new Deadline(clock, receivedAtMs + answerDeadlineMs, () =>
    warnOverdue(incoming, log, answerDeadlineMs),
  );
  const context = new MessageContext({ ...facts, deadline }, log);
  deadlines.add(deadline);
  const startedAtMs = clock.monotonicMs();
  const result = await dispatcher.dispatch(envelope, context);
  deadlines.remove(deadline);
  const encoded = encodeAnswer(envelope, result);
  describeAnswer(log, envelope, result, encoded, context);
  const endedAtMs = clock.monotonicMs();
  return {
    ack: encoded.ack,
    durationMs: endedAtMs - startedAtMs,
    isLate: endedAtMs > deadline.dueAtMs,
    left: nobodyWaits,
    lost: nobodyWaits,
  };
}

function nobodyWaits(): void {
  // The answer was complete; nothing follows it.
}

function warnOverdue({ envelope, messageId, traceId }: IncomingEnvelope, log: Log, deadlineMs: number): void {
  const consequence = isCallbackType(envelope.type)
    ? "the person sees error 200341. Answer first and work afterwards."
    : "the platform will send the event again. Return first and work afterwards.";
  log.warn(`the handler of ${envelope.type} is still running after ${deadlineMs} ms: ${consequence}`, {
    messageId,
    traceId,
  });
}
