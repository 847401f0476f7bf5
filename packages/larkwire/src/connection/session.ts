import {
  ACK_CODE,
  type Ack,
  decodeFrame,
  encodeAckFrame,
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
import { WebSocket } from "ws";
import type { Answer } from "../dispatch/answer-envelope.ts";
import type { Log } from "../logger.ts";
import type { ClientParts } from "./client-parts.ts";
import type { ConnectionUrl } from "./connection-url.ts";
import { FaultLog } from "./fault-log.ts";
import { handleMessage, type MessageSource } from "./handle-message.ts";
import { Heartbeat } from "./heartbeat.ts";
import { describeFrame, type Message, type ReceivedFrame } from "./message.ts";
import type { OpenWebSocket, WebSocketListener } from "./open-websocket.ts";

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
  /** Once, whatever the reason. */
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
  readonly #serviceId: number;
  #opened: OpenWebSocket | undefined;
  #corked = false;
  #isClosing = false;
  #isPaused = false;
  #silentMs: number | undefined;
  #lastFrameAt: number | undefined;
  #lastMessageAt: number | undefined;

  constructor(address: ConnectionUrl, pingIntervalMs: number, parts: ClientParts, owner: SessionOwner) {
    this.connectionId = address.connectionId;
    this.openedAt = parts.clock.now();
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
      onDead: (silentMs) => this.#die(silentMs),
    });
  }

  /** When the last frame of any kind came: milliseconds since 1970. */
  get lastFrameAt(): number | undefined {
    return this.#lastFrameAt;
  }

  /** When the last event or callback came: milliseconds since 1970. */
  get lastMessageAt(): number | undefined {
    return this.#lastMessageAt;
  }

  /** Takes over the WebSocket whose listener this session has been since before it opened. */
  attach(opened: OpenWebSocket): void {
    this.#opened = opened;
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
    const received = { frame, bytes: data, receivedAt: clock.now(), receivedAtMs: clock.monotonicMs() };
    this.#lastFrameAt = received.receivedAt;
    if (this.log.writes("trace")) this.log.trace("frame", describeFrame(received));
    if (frame.method === FRAME_METHOD.control) this.#onControl(frame);
    else if (frame.method === FRAME_METHOD.data) this.#onData(received);
    else this.#badFrame("unknown_method", "the platform sent a frame of an unknown method", describeFrame(received));
  }

  onSign(): void {
    this.#heartbeat.heard();
  }

  onClose(code: number, error: Error | undefined): void {
    this.#heartbeat.stop();
    this.#reassembler.clear();
    this.#owner.onSessionEnd(this, { code, error, silentMs: this.#silentMs });
  }

  /** Stops or goes on reading from the network. A paused session cannot hear, so its heartbeat stops judging. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#heartbeat.heard();
    if (isPaused) this.#opened?.webSocket.pause();
    else this.#opened?.webSocket.resume();
  }

  /** From now on new messages are turned away with failure, so that the platform gives them to somebody else. */
  stopTaking(): void {
    this.#isClosing = true;
  }

  /** Sends a close frame; {@link onClose} follows, at the latest when the other side did not answer it in time. */
  close(): void {
    this.#opened?.webSocket.close(1000);
  }

  /** Ends the connection at once. */
  terminate(): void {
    this.#opened?.webSocket.terminate();
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
      this.#acknowledge(request, FAILED, 0);
      return;
    }
    this.#parts.statistics.received += 1;
    if (frameHeader(request.frame, FRAME_HEADER.type) === FRAME_TYPE.card) this.#parts.cardFrameNotice.note();
    this.#lastMessageAt = request.receivedAt;
    const body = parseEnvelope(part.payload);
    if (body.ok) return this.#take({ request, payload: part.payload, envelope: body.envelope });
    this.#faults.note(body.fault, "a message has no readable body; it was answered as failed", {
      ...describeFrame(request),
      payloadEncoding: request.frame.payloadEncoding,
    });
    this.#acknowledge(request, FAILED, 0);
  }

  #take(message: Message): void {
    const { slots, statistics } = this.#parts;
    const { envelope, request } = message;
    if (!this.#isClosing) {
      return slots.run(() => handleMessage(message, this, this.#parts), isCallbackType(envelope.type));
    }
    statistics.turnedAway += 1;
    this.#acknowledge(request, FAILED, 0);
  }

  reply({ request }: Message, answer: Answer): void {
    if (this.#acknowledge(request, answer.ack, answer.durationMs)) answer.left();
    else answer.lost();
  }

  /** False when there is no connection any more. */
  #acknowledge(request: ReceivedFrame, ack: Ack, durationMs: number): boolean {
    const opened = this.#opened;
    if (opened === undefined || opened.webSocket.readyState !== WebSocket.OPEN) {
      this.#parts.statistics.answersLost += 1;
      this.log.warn("an answer is lost: its connection ended before the handler did", describeFrame(request));
      return false;
    }
    this.#send(opened, encodeAckFrame(request.bytes, request.frame, ack, durationMs));
    if (ack.code === ACK_CODE.ok) this.#parts.statistics.answered += 1;
    else this.#parts.statistics.failed += 1;
    if (opened.webSocket.bufferedAmount > this.#parts.limits.maxUnsentBytes) {
      this.log.warn("the platform does not read the answers; the connection is given up");
      this.terminate();
    }
    return true;
  }

  #ping(): void {
    // A paused session hears nothing, so it must not conclude anything from the silence.
    if (this.#isPaused) this.#heartbeat.heard();
    this.#reassembler.sweep(this.#parts.clock.monotonicMs());
    const opened = this.#opened;
    if (opened?.webSocket.readyState === WebSocket.OPEN) this.#send(opened, encodeFrame(pingFrame(this.#serviceId)));
  }

  /** Frames of one turn of the event loop leave in one system call. */
  #send({ webSocket, socket }: OpenWebSocket, bytes: Uint8Array): void {
    if (!this.#corked) {
      this.#corked = true;
      socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        socket.uncork();
      });
    }
    webSocket.send(bytes);
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

const FAILED: Ack = { code: ACK_CODE.failed };
