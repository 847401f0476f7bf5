import {
  ACK_CODE,
  type Ack,
  decodeFrame,
  encodeFrame,
  FRAME_HEADER,
  FRAME_METHOD,
  FRAME_TYPE,
  type Frame,
  frameHeader,
  isCallbackType,
  parseEnvelope,
  pingFrame,
  Reassembler,
} from "@larkwire/protocol";
import type { TimerHandle } from "../../clock.ts";
import type { Answer } from "../../dispatch/answering/answer.ts";
import { FaultLog } from "../../fault-log.ts";
import type { Log } from "../../logger.ts";
import type { ClientParts } from "../client-parts.ts";
import type { ConnectionUrl } from "../dialling/connection-url.ts";
import type { OpenWebSocket, WebSocketListener } from "../dialling/open-websocket.ts";
import { handleMessage, type MessageSource } from "./handle-message.ts";
import { Heartbeat } from "./heartbeat.ts";
import { describeFrame, type Message, messageRef, type ReceivedFrame } from "./message.ts";
import { Outbox } from "./outbox.ts";

/** Why a session is over. */
export interface SessionEnd {
  readonly code: number;
  readonly error: Error | undefined;
  /** Set when the heartbeat gave the connection up: milliseconds without a sign of life. */
  readonly silentMs: number | undefined;
}

export interface SessionOwner {
  /** The connection is open, and no message has been taken yet. */
  onSessionOpen(session: Session): void;
  /** The platform's newest timing; unchecked. */
  onClientConfig(wire: unknown): void;
  /** The platform closes the connection: nothing more comes, and answers may still leave for a while. */
  onSessionClosing(session: Session, end: SessionEnd): void;
  /** Once, whatever the reason, also after {@link onSessionClosing}. */
  onSessionEnd(session: Session, end: SessionEnd): void;
}

/**
 * One open connection: frames in, acknowledgements out, heartbeat. The answer to a message leaves on the session that
 * the message came on, or not at all.
 */
export class Session implements WebSocketListener, MessageSource {
  readonly connectionId: string;
  readonly openedAt: number;
  readonly log: Log;
  readonly #parts: ClientParts;
  readonly #owner: SessionOwner;
  readonly #faults: FaultLog;
  readonly #reassembler: Reassembler;
  readonly #heartbeat: Heartbeat;
  readonly #outbox: Outbox;
  readonly #serviceId: number;
  #opened: OpenWebSocket | undefined;
  #turnsAway = false;
  /** Messages that were taken and have no answer yet. */
  #inFlight = 0;
  /** Set while it waits for the answers in flight before it closes. */
  #retirement: TimerHandle | undefined;
  #silentMs: number | undefined;
  #lastFrameAt: number;
  #lastMessageAt: number | undefined;

  constructor(address: ConnectionUrl, pingIntervalMs: number, parts: ClientParts, owner: SessionOwner) {
    this.connectionId = address.connectionId;
    this.openedAt = parts.clock.now();
    this.#lastFrameAt = this.openedAt;
    this.#serviceId = address.serviceId;
    this.#parts = parts;
    this.#owner = owner;
    this.log = parts.log.with({ connectionId: this.connectionId });
    this.#faults = new FaultLog(this.log);
    this.#reassembler = new Reassembler(parts.limits.reassembly, (message) =>
      this.#badFrame(`message_${message.cause}`, "a split message was given up before it was complete", message),
    );
    this.#heartbeat = new Heartbeat({
      clock: parts.clock,
      intervalMs: pingIntervalMs,
      graceMs: parts.limits.pongTimeoutMs,
      sendPing: () => this.#ping(),
      onDoubt: () => parts.monitor.connectionDoubted(this.connectionId),
      onDead: (silentMs) => this.#die(silentMs),
    });
    this.#outbox = new Outbox(parts, this.log);
  }

  /** When the last sign of life came, a frame of any kind: milliseconds since 1970. At first when it was opened. */
  get lastFrameAt(): number {
    return this.#lastFrameAt;
  }

  /** When the last event or callback came: milliseconds since 1970. */
  get lastMessageAt(): number | undefined {
    return this.#lastMessageAt;
  }

  /** Whether a ping had no echo in time: the connection may be dead. */
  get isDoubtful(): boolean {
    return this.#heartbeat.isDoubting;
  }

  /** Whether an answer could leave. */
  get canAnswer(): boolean {
    return this.#outbox.isOpen;
  }

  /** Takes over the WebSocket whose listener this session has been since before it opened. */
  attach(opened: OpenWebSocket): void {
    this.#opened = opened;
    this.#outbox.attach(opened);
    this.#heartbeat.start();
    this.#owner.onSessionOpen(this);
  }

  onMessage(data: Buffer, isBinary: boolean): void {
    const { clock } = this.#parts;
    this.onSign();
    if (!isBinary) return this.#badFrame("text_message", "the platform sent text; only binary messages are frames");
    const result = decodeFrame(data);
    if (!result.ok) {
      return this.#badFrame(result.fault, "the platform sent bytes that are no frame", { bytes: data.length });
    }
    const { frame } = result;
    const received = { frame, bytes: data, receivedAt: this.#lastFrameAt, receivedAtMs: clock.monotonicMs() };
    if (this.log.writes("trace")) this.log.trace("frame", describeFrame(received));
    if (frame.method === FRAME_METHOD.control) this.#onControl(frame);
    else if (frame.method === FRAME_METHOD.data) this.#onData(received);
    else this.#badFrame("unknown_method", "the platform sent a frame of an unknown method", describeFrame(received));
  }

  onSign(): void {
    this.#lastFrameAt = this.#parts.clock.now();
    this.#heartbeat.heard();
  }

  onPong(payload: Uint8Array): void {
    this.onSign();
    this.#outbox.onPong(payload);
  }

  onPeerClose(code: number): void {
    this.onSign();
    this.#heartbeat.stop();
    this.#reassembler.clear();
    this.#owner.onSessionClosing(this, { code, error: undefined, silentMs: undefined });
    this.retire();
  }

  onClose(code: number, error: Error | undefined): void {
    this.#heartbeat.stop();
    this.#reassembler.clear();
    this.#endRetirement();
    this.#outbox.end(code !== ABNORMAL_CLOSE && error === undefined);
    this.#owner.onSessionEnd(this, { code, error, silentMs: this.#silentMs });
    this.#parts.slots.dropUnwanted();
  }

  /** Stops or goes on reading from the network. */
  setPaused(isPaused: boolean): void {
    this.#heartbeat.setPaused(isPaused);
    if (isPaused) this.#opened?.webSocket.pause();
    else this.#opened?.webSocket.resume();
  }

  /** Asks the platform for a sign of life. */
  probe(): void {
    this.#heartbeat.probe();
  }

  /** From now on new messages are turned away with failure, so that the platform gives them to somebody else. */
  stopTaking(): void {
    this.#turnsAway = true;
  }

  /** Closes when no answer is due any more, at the latest when all of them would be late. */
  retire(): void {
    if (this.#retirement !== undefined) return;
    if (this.#inFlight === 0) return this.close();
    this.#retirement = this.#parts.clock.setTimeout(() => this.close(), this.#parts.answerDeadlineMs);
  }

  /** Sends a close frame; {@link onClose} follows, at the latest when the other side did not answer it in time. */
  close(): void {
    this.#heartbeat.stop();
    this.#endRetirement();
    this.#opened?.close();
  }

  /** Ends the connection at once. */
  terminate(): void {
    this.#opened?.webSocket.terminate();
  }

  #endRetirement(): void {
    if (this.#retirement !== undefined) this.#parts.clock.clearTimeout(this.#retirement);
    this.#retirement = undefined;
  }

  #onControl(frame: Frame): void {
    if (frameHeader(frame, FRAME_HEADER.type) !== FRAME_TYPE.pong) return;
    if (frame.payload === undefined || frame.payload.length === 0) return;
    try {
      this.#owner.onClientConfig(JSON.parse(Buffer.from(frame.payload).toString("utf8")));
    } catch {
      this.#faults.note("bad_pong", "the payload of a pong is not JSON; the timing stays as it was");
    }
  }

  /** From the next ping on. */
  changePingInterval(intervalMs: number): void {
    this.#heartbeat.changeInterval(intervalMs);
  }

  #onData(request: ReceivedFrame): void {
    const part = this.#reassembler.push(request.frame, request.receivedAtMs);
    if (part.status === "pending") return;
    if (part.status === "refused") {
      this.#badFrame(part.fault, "a part of a split message was refused", describeFrame(request));
      this.#outbox.acknowledge(request, messageRef(request, this.connectionId), NOT_TAKEN);
      return;
    }
    if (frameHeader(request.frame, FRAME_HEADER.type) === FRAME_TYPE.card) this.#parts.cardFrameNotice.note();
    this.#lastMessageAt = request.receivedAt;
    const body = parseEnvelope(part.payload);
    const ref = messageRef(request, this.connectionId, body.ok ? body.envelope : undefined);
    this.#parts.monitor.messageReceived(ref, part.payload.length);
    if (body.ok) return this.#take({ request, payload: part.payload, envelope: body.envelope, ref });
    this.#faults.note(body.fault, "a message has no readable body; it was answered as failed", {
      ...describeFrame(request),
      payloadEncoding: request.frame.payloadEncoding,
    });
    this.#outbox.acknowledge(request, ref, NOT_TAKEN);
  }

  #take(message: Message): void {
    const { monitor, slots, statistics } = this.#parts;
    const { envelope, payload, ref, request } = message;
    if (!this.canAnswer) return monitor.answerLost(ref, "not_begun");
    if (this.#turnsAway) {
      statistics.turnedAway += 1;
      this.#outbox.acknowledge(request, ref, NOT_TAKEN);
      return;
    }
    const isCallback = isCallbackType(envelope.type);
    this.#inFlight += 1;
    slots.run({
      isUrgent: isCallback,
      bytes: payload.length,
      // The person has been told that a callback failed. An event is handled all the same: it may not come again.
      isWanted: () => this.canAnswer || !isCallback,
      run: () => handleMessage(message, this, this.#parts),
      drop: () => {
        monitor.answerLost(ref, "not_begun");
        this.#settled();
      },
    });
  }

  reply({ ref, request }: Message, answer: Answer): void {
    const onWritten = (error?: Error | null): void => (error ? answer.lost() : answer.left());
    const { isFollowed } = answer;
    const isSent = this.#outbox.acknowledge(request, ref, answer, isFollowed ? onWritten : undefined);
    if (!isSent) answer.lost();
    else if (!isFollowed) answer.left();
    this.#settled();
  }

  #settled(): void {
    this.#inFlight -= 1;
    if (this.#inFlight === 0 && this.#retirement !== undefined) this.close();
  }

  #ping(): void {
    this.#reassembler.sweep(this.#parts.clock.monotonicMs());
    this.#outbox.send(encodeFrame(pingFrame(this.#serviceId)));
  }

  #die(silentMs: number): void {
    this.#silentMs = silentMs;
    this.terminate();
  }

  #badFrame(fault: string, message: string, fields: object = {}): void {
    this.#parts.statistics.badFrames += 1;
    this.#faults.note(fault, message, { ...fields });
  }
}

const NOT_TAKEN: { readonly ack: Ack; readonly durationMs: number } = { ack: { code: ACK_CODE.failed }, durationMs: 0 };

/** The code of a WebSocket that ended without a close frame. */
const ABNORMAL_CLOSE = 1006;
