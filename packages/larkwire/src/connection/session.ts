import {
  ACK_CODE,
  type Ack,
  ackFrame,
  decodeFrame,
  type Envelope,
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
import { Deadline } from "../dispatch/deadline.ts";
import { type EncodedAnswer, encodeAnswer } from "../dispatch/encode-answer.ts";
import { MessageContext } from "../dispatch/handler-context.ts";
import type { Log } from "../logger.ts";
import type { ClientParts } from "./client-parts.ts";
import type { ConnectionUrl } from "./connection-url.ts";
import { describeAnswer } from "./describe-answer.ts";
import { FaultLog } from "./fault-log.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { OpenWebSocket, WebSocketListener } from "./open-websocket.ts";

/** Why a session is over. */
export interface SessionEnd {
  readonly code: number;
  readonly error: Error | undefined;
  /** Set when the heartbeat gave the connection up: milliseconds without a sign of life. */
  readonly silentMs: number | undefined;
}

export interface SessionOwner {
  /** The platform's newest timing; unchecked. */
  onClientConfig(wire: unknown): void;
  /** Once, whatever the reason. */
  onSessionEnd(session: Session, end: SessionEnd): void;
}

/** A message on its way through a handler. */
interface Delivery {
  readonly frame: Frame;
  readonly payload: Uint8Array;
  readonly envelope: Envelope;
  readonly receivedAt: number;
  readonly receivedAtMs: number;
}

/**
 * One open connection: frames in, acknowledgements out, heartbeat. The answer to a message leaves on the session that
 * the message came on, or not at all.
 */
export class Session implements WebSocketListener {
  readonly connectionId: string;
  readonly openedAt: number;
  readonly #parts: ClientParts;
  readonly #owner: SessionOwner;
  readonly #log: Log;
  readonly #faults: FaultLog;
  readonly #reassembler: Reassembler;
  readonly #heartbeat: Heartbeat;
  readonly #serviceId: number;
  #opened: OpenWebSocket | undefined;
  #corked = false;
  #isClosing = false;
  #isPaused = false;
  #silentMs: number | undefined;
  #end: SessionEnd | undefined;
  #lastFrameAt: number | undefined;
  #lastMessageAt: number | undefined;

  constructor(address: ConnectionUrl, pingIntervalMs: number, parts: ClientParts, owner: SessionOwner) {
    this.connectionId = address.connectionId;
    this.openedAt = parts.clock.now();
    this.#serviceId = address.serviceId;
    this.#parts = parts;
    this.#owner = owner;
    this.#log = parts.log.with({ connectionId: this.connectionId });
    this.#faults = new FaultLog(this.#log);
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

  /** Set when the connection is over. */
  get end(): SessionEnd | undefined {
    return this.#end;
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
    if (this.#end === undefined) this.#heartbeat.start();
  }

  onMessage(data: Buffer, isBinary: boolean): void {
    this.onSign();
    this.#lastFrameAt = this.#parts.clock.now();
    if (!isBinary)
      return this.#badFrame("text_message", "the platform sent a text message; only binary ones are frames");
    const result = decodeFrame(data);
    if (!result.ok)
      return this.#badFrame(result.fault, "the platform sent bytes that are no frame", { bytes: data.length });
    if (this.#log.writes("trace")) this.#log.trace("frame", describeFrame(result.frame, data.length));
    if (result.frame.method === FRAME_METHOD.control) this.#onControl(result.frame);
    else this.#onData(result.frame);
  }

  onSign(): void {
    this.#heartbeat.heard();
  }

  onClose(code: number, error: Error | undefined): void {
    this.#heartbeat.stop();
    this.#reassembler.clear();
    this.#end = { code, error, silentMs: this.#silentMs };
    this.#owner.onSessionEnd(this, this.#end);
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

  #onData(frame: Frame): void {
    const { clock, statistics } = this.#parts;
    const part = this.#reassembler.push(frame, clock.monotonicMs());
    if (part.status === "pending") return;
    if (part.status === "refused") {
      this.#badFrame(
        part.fault,
        "a part of a split message was refused",
        describeFrame(frame, frame.payload?.length ?? 0),
      );
      return this.#answer(frame, { code: ACK_CODE.failed }, 0);
    }
    statistics.received += 1;
    const receivedAt = clock.now();
    this.#lastMessageAt = receivedAt;
    const parsed = parseEnvelope(part.payload);
    if (!parsed.ok) {
      this.#faults.note(parsed.fault, "a message has no readable body; it was answered as failed", {
        ...describeFrame(frame, part.payload.length),
        payloadEncoding: frame.payloadEncoding,
      });
      return this.#answer(frame, { code: ACK_CODE.failed }, 0);
    }
    const { envelope } = parsed;
    if (frameHeader(frame, FRAME_HEADER.type) === FRAME_TYPE.card) this.#parts.cardFrameNotice.note(envelope.type);
    if (this.#isClosing) {
      statistics.turnedAway += 1;
      return this.#answer(frame, { code: ACK_CODE.failed }, 0);
    }
    const delivery = { frame, payload: part.payload, envelope, receivedAt, receivedAtMs: clock.monotonicMs() };
    this.#parts.slots.run(() => this.#handle(delivery), isCallbackType(envelope.type));
  }

  async #handle(delivery: Delivery): Promise<void> {
    const { clock, dispatcher, deadlines, limits } = this.#parts;
    const dueAtMs = delivery.receivedAtMs + limits.answerDeadlineMs;
    const deadline = new Deadline(clock, dueAtMs);
    const context = new MessageContext(
      {
        transport: "long-connection",
        receivedAt: delivery.receivedAt,
        deadline,
        traceId: frameHeader(delivery.frame, FRAME_HEADER.traceId) ?? "",
        messageId: frameHeader(delivery.frame, FRAME_HEADER.messageId) ?? "",
        connectionId: this.connectionId,
        raw: delivery.payload,
      },
      this.#log,
    );
    const watched = { dueAtMs, onDue: () => this.#overdue(delivery, deadline) };
    deadlines.add(watched);
    const startedAtMs = clock.monotonicMs();
    const result = await dispatcher.dispatch(delivery.envelope, context);
    deadlines.remove(watched);
    const encoded = encodeAnswer(delivery.envelope, result);
    describeAnswer(this.#log, delivery.envelope, result, encoded, context);
    this.#count(encoded, delivery);
    this.#answer(delivery.frame, encoded.ack, clock.monotonicMs() - startedAtMs);
  }

  #count(encoded: EncodedAnswer, delivery: Delivery): void {
    const { clock, limits, statistics } = this.#parts;
    if (encoded.ack.code === ACK_CODE.ok) statistics.answered += 1;
    else statistics.failed += 1;
    if (clock.monotonicMs() - delivery.receivedAtMs > limits.answerDeadlineMs) statistics.late += 1;
  }

  #overdue(delivery: Delivery, deadline: Deadline): void {
    deadline.pass();
    this.#log.warn(
      `the handler of ${delivery.envelope.type} is still running after ${this.#parts.limits.answerDeadlineMs} ms: ` +
        (isCallbackType(delivery.envelope.type)
          ? "the person sees error 200341. Answer first and work afterwards."
          : "the platform will send the event again. Return first and work afterwards."),
      describeFrame(delivery.frame, delivery.payload.length),
    );
  }

  #answer(request: Frame, ack: Ack, durationMs: number): void {
    const opened = this.#opened;
    if (opened === undefined || opened.webSocket.readyState !== WebSocket.OPEN) {
      this.#parts.statistics.answersLost += 1;
      this.#log.warn("an answer is lost: its connection ended before the handler did", describeFrame(request, 0));
      return;
    }
    this.#send(opened, encodeFrame(ackFrame(request, ack, durationMs)));
    if (opened.webSocket.bufferedAmount > this.#parts.limits.maxUnsentBytes) {
      this.#log.warn("the platform does not read the answers; the connection is given up");
      this.terminate();
    }
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

/** What may be said of a frame in a log: ids and sizes, never its payload. */
function describeFrame(frame: Frame, bytes: number): Record<string, unknown> {
  const fields: Record<string, unknown> = { method: frame.method, bytes };
  for (const key of LOGGED_HEADERS) fields[key] = frameHeader(frame, key);
  return fields;
}

const LOGGED_HEADERS = [
  FRAME_HEADER.type,
  FRAME_HEADER.messageId,
  FRAME_HEADER.traceId,
  FRAME_HEADER.sum,
  FRAME_HEADER.seq,
] as const;
