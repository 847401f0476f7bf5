import {
  ACK_CODE,
  type AckResult,
  CLIENT_CODE,
  encodeFrame,
  FRAME_HEADER,
  FRAME_TYPE,
  type Frame,
  frameHeader,
  splitMessage,
} from "@larkwire/protocol";
import { ClosedError } from "../../errors.ts";
import type { Connection } from "../../gateway/connection.ts";
import type { ConnectionPool } from "../../gateway/connection-pool.ts";
import type { WireFaults } from "../../gateway/wire-faults.ts";
import type { Settings } from "../../options.ts";
import type { Random } from "../../random.ts";
import { type Attempt, newDelivery, type Reply } from "../attempt.ts";
import type { Delivery } from "../delivery.ts";
import type { Journal } from "../journal.ts";
import { ClientChooser } from "./client-chooser.ts";
import { noClientReason, notOkReason, silenceReason, unreadableReason } from "./long-connection-reasons.ts";
import { pushFrame } from "./push-frame.ts";
import { type ReadAnswer, readAnswer } from "./read-answer.ts";

/** A push that waits for its answer. */
interface Waiting {
  readonly delivery: Delivery;
  readonly connection: Connection;
  readonly timer: unknown;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

interface PushDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly pool: ConnectionPool;
  readonly journal: Journal;
  readonly faults: WireFaults;
}

/** Sends each push to one client of its app and waits for the answer, on whichever connection it comes. */
export class LongConnectionPush {
  readonly #deps: PushDeps;
  readonly #instanceId: string;
  readonly #chooser: ClientChooser;
  readonly #waiting = new Map<string, Waiting>();

  constructor(deps: PushDeps) {
    this.#deps = deps;
    this.#instanceId = deps.random.once("instance").alphanumeric(43);
    this.#chooser = new ClientChooser(deps.settings.delivery.clusterMode, deps.random.stream("choice"));
  }

  /** Whether anybody could be asked. */
  reaches(appId: string): boolean {
    return this.#deps.pool.open(appId).length > 0;
  }

  /**
   * Resolves when the push was answered or the deadline is over.
   *
   * @param frameType `card` is how the platform sends a click whose callback subscription is not in effect
   */
  async send(attempt: Attempt, frameType: "event" | "card" = FRAME_TYPE.event): Promise<Reply> {
    const { pool, random, settings } = this.#deps;
    const { target, push } = attempt;
    const connection = this.#chooser.choose(target.appId, pool.open(target.appId));
    // Observed: callbacks carry the Verification Token, events an empty one.
    const token = push.kind === "callback" ? target.published.verificationToken : "";
    const blank = newDelivery(attempt, random, { transport: "long_connection", token, now: this.#now() });
    const own = random.stream(target.appId);
    const type = connection?.frameType(frameType) ?? frameType;
    const unsent = { ...blank, frameType: type, seqId: String(own.bigUint64()), logId: String(own.bigUint64()) };
    if (connection === undefined) return this.#noClient(unsent);
    const { id: connectionId, serviceId } = connection;
    const frame = pushFrame({ ...unsent, serviceId }, this.#instanceId);
    const outgoing = connection.preparePush(frame, settings.maxFramePayloadBytes);
    const { parts } = outgoing;
    const faults = [...(type === frameType ? [] : ["card_frame"]), ...outgoing.faults];
    const delivery: Delivery = { ...unsent, connectionId, serviceId, parts, ...(faults.length > 0 ? { faults } : {}) };
    this.#deps.journal.put(delivery);
    const reply = this.#waitForAnswer(delivery, connection);
    connection.push(outgoing);
    return reply;
  }

  /** The bytes of a push as they were sent, but for what faults on demand did to them; empty when it had no frames. */
  sentFrames(delivery: Delivery): Uint8Array[] {
    return delivery.parts === 0 ? [] : this.#frames(delivery).map(encodeFrame);
  }

  /** Takes a data frame from a client. One that answers nothing known is counted. */
  answered(connection: Connection, frame: Frame): void {
    const messageId = frameHeader(frame, FRAME_HEADER.messageId) ?? "";
    const waiting = this.#waiting.get(messageId);
    const delivery = waiting?.delivery ?? this.#deps.journal.find(messageId);
    if (delivery === undefined || delivery.appId !== connection.appId || delivery.parts === 0) {
      this.#deps.faults.count("unmatchedAnswer", connection.id);
      return;
    }
    const answer = readAnswer(pushFrame(delivery, this.#instanceId), frame, connection.id, this.#now());
    if (waiting === undefined) this.#recordExtra(delivery, answer);
    else this.#finish(waiting, answer);
  }

  /** Every wait ends with `emulator_closed`. */
  close(): void {
    for (const waiting of this.#waiting.values()) {
      this.#forget(waiting);
      waiting.reject(new ClosedError("The app's answer can no longer arrive"));
    }
  }

  #frames(delivery: Delivery): Frame[] {
    return splitMessage(pushFrame(delivery, this.#instanceId), this.#deps.settings.maxFramePayloadBytes);
  }

  #noClient(unsent: Delivery): Reply {
    const delivery: Delivery = { ...unsent, status: "no_client", reason: noClientReason(unsent.appId) };
    this.#deps.journal.put(delivery);
    return { delivery, result: { ok: false, code: CLIENT_CODE.notConfigured } };
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
    const reason = silenceReason(status, this.#deps.settings.answerDeadlineMs, waiting.delivery.faults);
    const delivery: Delivery = { ...waiting.delivery, status, reason };
    this.#settle(waiting, { delivery, result: { ok: false, code: CLIENT_CODE.noAnswer } });
  }

  #finish(waiting: Waiting, { received, ack }: ReadAnswer): void {
    this.#forget(waiting);
    const { result, reason } = readAck(ack);
    const delivery: Delivery = {
      ...waiting.delivery,
      status: "answered",
      acknowledged: received.ackCode === ACK_CODE.ok,
      reason,
      answeredAt: received.receivedAt,
      ackCode: received.ackCode,
      bizRt: received.bizRt,
      answer: received,
    };
    this.#settle(waiting, { delivery, result });
  }

  #settle(waiting: Waiting, reply: Reply): void {
    this.#deps.journal.put(reply.delivery);
    const { eventType, messageId, status, connectionId, ackCode } = reply.delivery;
    this.#deps.settings.logger.debug("delivery ended", { eventType, messageId, status, connectionId, ackCode });
    waiting.resolve(reply);
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

function readAck(ack: AckResult): { result: Reply["result"]; reason: string } {
  if (!ack.ok) {
    const code = ack.fault === "no_code" ? CLIENT_CODE.notOk : CLIENT_CODE.badAnswer;
    return { result: { ok: false, code }, reason: unreadableReason(ack.fault) };
  }
  if (ack.ack.code !== ACK_CODE.ok) {
    return { result: { ok: false, code: CLIENT_CODE.notOk }, reason: notOkReason(ack.ack.code) };
  }
  return { result: { ok: true, answerJson: ack.ack.answerJson ?? "" }, reason: "The app acknowledged in time." };
}
