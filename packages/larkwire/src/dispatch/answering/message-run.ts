import { type Ack, isCallbackType } from "@larkwire/protocol";
import type { CardHandle } from "../../card-updates/card-handle.ts";
import type { AnswerFate, ClickInProgress, WaitingAnswer } from "../../card-updates/card-updates.ts";
import { invalidOption } from "../../check-option.ts";
import type { EventClaim } from "../../duplicates/event-claim.ts";
import { runOnce } from "../../duplicates/run-once.ts";
import type { Log } from "../../logger.ts";
import type { AnsweringParts } from "../answering-parts.ts";
import type { DispatchPolicy } from "../dispatcher-options.ts";
import { type LaterWork, MessageContext, type MessageHost } from "../handler-context.ts";
import { Aftermath } from "./aftermath.ts";
import type { Answer, IncomingEnvelope } from "./answer.ts";
import { Deadline } from "./deadline.ts";
import type { Watched } from "./deadline-watch.ts";
import { describeThrown } from "./describe-thrown.ts";
import type { HandledMessage } from "./handled-message.ts";
import { ACKNOWLEDGED, EMPTY_ACK, FAILED_ACK, OK_ACK } from "./handler-end.ts";
import { endOf } from "./handler-outcome.ts";
import { isDropped } from "./is-dropped.ts";
import { idsOf, reportGuarded, reportOverdue } from "./report-answer.ts";
import { safeAnswer } from "./safe-answer.ts";

const MAX_ONCE_KEY_LENGTH = 2_000;

/** After its receipt, without a guard, a message's answer waits for nothing any more. */
const UNGUARDED_WAIT_MS = 2_300;

/**
 * One message from its receipt to its one answer, and on to whatever follows it. It is the answer itself, too, and the host
 * of the handler's context: few objects for each message, because this is the way that every click takes.
 */
export class MessageRun implements Answer, ClickInProgress, MessageHost, Watched, HandledMessage {
  readonly envelope: IncomingEnvelope["envelope"];
  readonly isCallback: boolean;
  readonly context: MessageContext;
  readonly policy: DispatchPolicy;
  readonly log: Log;
  readonly receivedAtMs: number;
  readonly dueAtMs: number;
  seen = "nothing happen so far";
  ack: Ack = FAILED_ACK;
  isAnswered = false;
  isLate = false;
  durationMs = 0;
  occupied: Promise<void> | undefined;
  readonly #parts: AnsweringParts;
  readonly #onAnswer: (answer: Answer) => void;

  readonly #startedAtMs: number;
  #claim: EventClaim | undefined;
  #handling: Promise<void> | undefined;
  #hasEnded = false;
  #hasAskedForCard = false;
  #aftermath: Aftermath | undefined;
  #fate: AnswerFate | undefined;

  constructor(incoming: IncomingEnvelope, log: Log, parts: AnsweringParts, onAnswer: (answer: Answer) => void) {
    const { answerDeadlineMs, clock, dispatcher } = parts;
    this.envelope = incoming.envelope;
    this.isCallback = isCallbackType(incoming.envelope.type);
    this.policy = dispatcher.policy;
    this.log = log;
    this.dueAtMs = incoming.receivedAtMs + answerDeadlineMs - (this.policy.guard?.marginMs ?? 0);
    this.context = new MessageContext(incoming, new Deadline(clock, this.dueAtMs), this, log);
    this.#parts = parts;
    this.#onAnswer = onAnswer;
    this.receivedAtMs = incoming.receivedAtMs;
    this.#startedAtMs = clock.monotonicMs();
  }

  get redelivered(): boolean {
    return this.#claim?.redelivered ?? false;
  }

  get card(): CardHandle | undefined {
    this.#hasAskedForCard = true;
    return this.#parts.cardUpdates?.handleFor(this);
  }

  get whenLeft(): Promise<AnswerFate> {
    return this.#follow().whenLeft;
  }

  get isFollowed(): boolean {
    return this.#aftermath !== undefined;
  }

  /** Begins. Nothing is awaited before the message is claimed, so that of two deliveries only one is handled. */
  start(): void {
    const claim = this.policy.duplicates.claim(this.envelope, this);
    if (claim !== undefined && claim.record.owner !== this) return this.#repeat(claim);
    this.#claim = claim;
    this.#parts.deadlines.add(this);
    if (claim?.isShared) void this.#askOthers(claim);
    else this.#handle();
  }

  /** Time is up: the guard answers and the handler goes on; without a guard the handler is told. */
  onDue(): void {
    const { guard } = this.policy;
    if (this.#claim?.isAsking) return this.#leaveToOthers(this.#claim);
    if (guard === undefined) {
      this.context.deadline.expire();
      return reportOverdue(this.log, this.envelope.type, this.#parts.answerDeadlineMs, this.context);
    }
    this.#parts.statistics.guarded += 1;
    const afterMs = this.#parts.clock.monotonicMs() - this.receivedAtMs;
    reportGuarded(this.log, this.envelope.type, afterMs, this.context, this.#hasAskedForCard);
    if (this.#handling !== undefined) this.#follow().hold(this.#handling);
    const ack = safeAnswer(guard, this.envelope, this.context, this.log);
    if (this.isCallback && ack !== EMPTY_ACK) this.seen = "the guard's toast";
    this.#answer(ack);
  }

  onCancelled(): void {
    this.#claim?.giveUp();
    this.context.deadline.abandon();
  }

  left(): void {
    this.#settle("left");
  }

  lost(): void {
    this.#settle("lost");
  }

  later(work: LaterWork): void {
    if (typeof work !== "function") throw invalidOption("ctx.later() takes a function. It is begun after the answer.");
    const aftermath = this.#follow();
    aftermath.later(work);
    if (this.#hasEnded) aftermath.begin();
  }

  once<Result>(key: string, work: () => Result | Promise<Result>): Promise<Result> {
    if (typeof key !== "string" || key === "" || key.length > MAX_ONCE_KEY_LENGTH) {
      throw invalidOption(`The key of ctx.once() is a text of 1 to ${MAX_ONCE_KEY_LENGTH} characters.`);
    }
    return runOnce(work, {
      clock: this.#parts.clock,
      signal: this.context.signal,
      claim: (owner) => this.policy.duplicates.claimWork(this.envelope, key, owner),
      onFault: this.#noteStoreFault,
    });
  }

  /** The handler seems never to end: its event may be handled by another delivery. */
  onForgotten(): void {
    if (!this.#hasEnded) this.#endClaim(false, this.ack);
  }

  /** A delivery that came before is being handled, or was: this one gets the same answer. */
  #repeat(claim: EventClaim): void {
    this.#parts.statistics.duplicates += 1;
    this.log.debug(`${this.envelope.type} was delivered again`, idsOf(this.context));
    const { ack } = claim.record;
    if (ack !== undefined) return this.#answer(ack);
    claim.join((first) => this.#answer(first));
    this.#parts.deadlines.add(this);
  }

  async #askOthers(claim: EventClaim): Promise<void> {
    const answer = await claim.ask(this.#parts.clock, this.#noteStoreFault);
    if (answer?.state === "elsewhere") {
      this.#endClaim(false, this.ack);
      return this.#answer(FAILED_ACK);
    }
    if (answer?.state !== "done") return this.#handle();
    this.#parts.statistics.duplicates += 1;
    this.log.debug(`${this.envelope.type} was handled by another process`, idsOf(this.context));
    const ack = this.isCallback ? { ...EMPTY_ACK, answerJson: answer.answerJson ?? "{}" } : OK_ACK;
    this.#endClaim(true, ack);
    this.#answer(ack);
  }

  /**
   * Another process is still at it. An event is refused, so that the platform sends it again and somebody handles it should
   * that process die; a person gets an empty answer.
   */
  #leaveToOthers(claim: EventClaim): void {
    this.log.info(`${this.envelope.type} is being handled by another process`, idsOf(this.context));
    claim.giveUp();
    this.#answer(this.isCallback ? EMPTY_ACK : FAILED_ACK);
  }

  #handle(): void {
    if (this.isCallback) this.#parts.cardUpdates?.noteClick(this);
    this.#handling = this.#runHandler();
  }

  async #runHandler(): Promise<void> {
    const { dispatcher, statistics } = this.#parts;
    const end = isDropped(this, statistics)
      ? ACKNOWLEDGED
      : await endOf(await dispatcher.dispatch(this.envelope, this.context), this, statistics);
    const waiting =
      this.isAnswered || !this.isCallback ? undefined : this.#parts.cardUpdates?.noteAnswer(this, end.answer);
    if (waiting !== undefined) await this.#untilFree(waiting);
    const isInTime = !this.isAnswered;
    this.#endClaim(end.isHandled, isInTime ? end.ack : this.ack);
    this.#hasEnded = true;
    if (end.isHandled) this.#aftermath?.begin();
    else this.#aftermath?.drop();
    if (isInTime) {
      this.seen = "the handler's answer";
      waiting?.leaves();
      this.#answer(end.ack);
    } else await this.#aftermath?.applyLate(end.answer);
  }

  /** Waits no longer than the guard, whether there is one or not: without one the answer leaves after all. */
  #untilFree({ whenFree }: WaitingAnswer): Promise<void> {
    if (this.policy.guard !== undefined) return whenFree;
    const { clock } = this.#parts;
    const leftMs = this.receivedAtMs + UNGUARDED_WAIT_MS - clock.monotonicMs();
    return new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, Math.max(0, leftMs));
      void whenFree.then(() => {
        clock.clearTimeout(timer);
        resolve();
      });
    });
  }

  /** The one answer. Whoever comes second is too late. */
  #answer(ack: Ack): void {
    if (this.isAnswered) return;
    const { answerDeadlineMs, clock, deadlines } = this.#parts;
    deadlines.remove(this);
    const now = clock.monotonicMs();
    this.isAnswered = true;
    this.ack = ack;
    this.durationMs = now - this.#startedAtMs;
    this.isLate = now > this.receivedAtMs + answerDeadlineMs;
    this.occupied = this.#aftermath?.answered();
    this.#onAnswer(this);
  }

  #endClaim(isHandled: boolean, ack: Ack): void {
    const told = this.#claim?.settle(isHandled, ack, this.#parts.clock.monotonicMs());
    if (told !== undefined) this.#follow().hold(told.catch(this.#noteStoreFault));
  }

  readonly #noteStoreFault = (error: unknown): void => {
    const message = "the duplicate store failed: events may be handled more than once";
    this.#parts.faults.note("duplicate_store", message, { error: describeThrown(error) });
  };

  #settle(fate: AnswerFate): void {
    this.#fate = fate;
    this.#aftermath?.settle(fate);
  }

  #follow(): Aftermath {
    if (this.#aftermath === undefined) {
      this.#aftermath = new Aftermath(this, this.#parts);
      if (this.isAnswered) this.#aftermath.answered();
      if (this.#fate !== undefined) this.#aftermath.settle(this.#fate);
    }
    return this.#aftermath;
  }
}
