import {
  ACK_CODE,
  type AckResult,
  encodeFrame,
  FRAME_HEADER,
  type Frame,
  frameHeader,
  splitMessage,
} from "@larkwire/protocol";
import { ClosedError } from "../errors.ts";
import type { Connection } from "../gateway/connection.ts";
import type { ConnectionPool } from "../gateway/connection-pool.ts";
import type { WireFaults } from "../gateway/wire-faults.ts";
import type { Settings } from "../options.ts";
import type { Random } from "../random.ts";
import type { CallbackResult } from "./callback-result.ts";
import type { Delivery } from "./delivery.ts";
import type { Journal } from "./journal.ts";
import { isUnsent, judgeCallback, notOkReason, unreadableReason } from "./judge-callback.ts";
import type { PushEnvelope } from "./push-envelope.ts";
import { pushFrame } from "./push-frame.ts";
import { type ReadAnswer, readAnswer } from "./read-answer.ts";

/** What the wait for an answer ended with; `ack` is missing when there was none in time. */
interface Reply {
  readonly delivery: Delivery;
  readonly ack?: AckResult;
}

/** A push that waits for its answer. */
interface Waiting {
  readonly delivery: Delivery;
  readonly connection: Connection;
  readonly timer: unknown;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

interface DelivererDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly pool: ConnectionPool;
  readonly journal: Journal;
  readonly faults: WireFaults;
}

/** Sends each push to one random client of its app and waits for the answer, on whichever connection it comes. */
export class Deliverer {
  readonly #deps: DelivererDeps;
  readonly #instanceId: string;
  readonly #waiting = new Map<string, Waiting>();
  #closed = false;

  constructor(deps: DelivererDeps) {
    this.#deps = deps;
    this.#instanceId = deps.random.alphanumeric(43);
  }

  async sendEvent(appId: string, push: PushEnvelope): Promise<Delivery> {
    return (await this.#send(appId, push)).delivery;
  }

  async sendCallback(appId: string, push: PushEnvelope, originalCard: unknown): Promise<CallbackResult> {
    const { delivery, ack } = await this.#send(appId, push);
    const endedAt = isUnsent(delivery.status) ? delivery.sentAt : (delivery.answeredAt ?? this.#now());
    const { code, reason, answer } = judgeCallback(delivery, ack, originalCard);
    // The journal's entry, when it is still there, may already know of a repeated answer.
    const judged = this.#deps.journal.update(delivery.messageId, { code, reason }) ?? { ...delivery, code, reason };
    return { code, reason, answer, latencyMs: Math.max(0, endedAt - delivery.sentAt), delivery: judged };
  }

  /** Takes a data frame from a client. One that answers nothing known is counted. */
  answered(connection: Connection, frame: Frame): void {
    const messageId = frameHeader(frame, FRAME_HEADER.messageId) ?? "";
    const waiting = this.#waiting.get(messageId);
    const delivery = waiting?.delivery ?? this.#deps.journal.find(messageId);
    if (delivery === undefined || delivery.appId !== connection.appId) {
      this.#deps.faults.count("unmatchedAnswer", connection.id);
      return;
    }
    const sent = pushFrame(delivery, this.#instanceId, connection.serviceId);
    const answer = readAnswer(sent, frame, connection.id, this.#now());
    if (waiting === undefined) this.#recordExtra(delivery, answer);
    else this.#finish(waiting, answer);
  }

  /** Every wait ends with `emulator_closed`. */
  close(): void {
    this.#closed = true;
    for (const waiting of this.#waiting.values()) {
      this.#forget(waiting);
      waiting.reject(new ClosedError("The app's answer can no longer arrive"));
    }
  }

  async #send(appId: string, push: PushEnvelope): Promise<Reply> {
    if (this.#closed) throw new ClosedError(`${push.eventType} cannot be sent`);
    const connection = this.#deps.random.stream(`choice/${appId}`).pick(this.#deps.pool.open(appId));
    const unsent = this.#newDelivery(appId, push);
    if (push.withheld !== undefined) return this.#notSent({ ...unsent, status: "withheld", reason: push.withheld });
    if (connection === undefined) {
      return this.#notSent({ ...unsent, status: "no_client", reason: noClientReason(appId) });
    }
    const frame = pushFrame(unsent, this.#instanceId, connection.serviceId);
    const frames = splitMessage(frame, this.#deps.settings.maxFramePayloadBytes);
    const delivery: Delivery = { ...unsent, connectionId: connection.id, parts: frames.length };
    this.#deps.journal.put(delivery);
    const reply = this.#waitForAnswer(delivery, connection);
    for (const part of frames) connection.send(encodeFrame(part));
    return reply;
  }

  #notSent(delivery: Delivery): Reply {
    this.#deps.journal.put(delivery);
    return { delivery };
  }

  #newDelivery(appId: string, push: PushEnvelope): Delivery {
    const random = this.#deps.random.stream(appId);
    return {
      messageId: random.uuid(),
      eventId: push.eventId,
      eventType: push.eventType,
      appId,
      traceId: push.traceId,
      status: "waiting",
      acknowledged: false,
      reason: "The app has not answered yet.",
      seqId: String(random.bigUint64()),
      logId: String(random.bigUint64()),
      parts: 0,
      sentAt: this.#now(),
      repeatedAnswers: 0,
      requestJson: push.body,
    };
  }

  #waitForAnswer(delivery: Delivery, connection: Connection): Promise<Reply> {
    const { clock, answerDeadlineMs } = this.#deps.settings;
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => this.#giveUp(delivery.messageId), answerDeadlineMs);
      this.#waiting.set(delivery.messageId, { delivery, connection, timer, resolve, reject });
    });
  }

  #giveUp(messageId: string): void {
    const waiting = this.#waiting.get(messageId);
    if (waiting === undefined) return;
    this.#forget(waiting);
    const status = waiting.connection.isOpen ? "timed_out" : "cut";
    const reason = silenceReason(status, this.#deps.settings.answerDeadlineMs);
    this.#settle(waiting, { ...waiting.delivery, status, reason });
  }

  #finish(waiting: Waiting, { received, ack }: ReadAnswer): void {
    this.#forget(waiting);
    const delivery: Delivery = {
      ...waiting.delivery,
      status: "answered",
      acknowledged: received.ackCode === ACK_CODE.ok,
      reason: answeredReason(ack),
      answeredAt: received.receivedAt,
      ackCode: received.ackCode,
      bizRt: received.bizRt,
      answer: received,
    };
    this.#settle(waiting, delivery, ack);
  }

  #settle(waiting: Waiting, delivery: Delivery, ack?: AckResult): void {
    this.#deps.journal.put(delivery);
    const { eventType, messageId, status, connectionId, ackCode } = delivery;
    this.#deps.settings.logger.debug("delivery ended", { eventType, messageId, status, connectionId, ackCode });
    waiting.resolve(ack === undefined ? { delivery } : { delivery, ack });
  }

  #forget(waiting: Waiting): void {
    this.#deps.settings.clock.clearTimeout(waiting.timer);
    this.#waiting.delete(waiting.delivery.messageId);
  }

  /** An answer after the deadline, or one more. */
  #recordExtra(delivery: Delivery, { received }: ReadAnswer): void {
    const first = delivery.answer === undefined && delivery.lateAnswer === undefined;
    const change = first ? { lateAnswer: received } : { repeatedAnswers: delivery.repeatedAnswers + 1 };
    this.#deps.journal.update(delivery.messageId, change);
  }

  #now(): number {
    return this.#deps.settings.clock.now();
  }
}

function noClientReason(appId: string): string {
  return `No long connection of ${appId} is open, so nobody could be asked; start the app against this emulator and try again.`;
}

function silenceReason(status: "timed_out" | "cut", deadlineMs: number): string {
  if (status === "cut") {
    return `The client's link was cut while it had the message, and no answer came on another within ${deadlineMs} ms; callbacks are not sent again.`;
  }
  return `No answer came within ${deadlineMs} ms; answer first and do slow work afterwards.`;
}

function answeredReason(ack: AckResult): string {
  if (!ack.ok) return unreadableReason(ack.fault);
  return ack.ack.code === ACK_CODE.ok ? "The app acknowledged in time." : notOkReason(ack.ack.code);
}
