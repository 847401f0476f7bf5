import { type Ack, encodeAckFrame } from "@larkwire/protocol";
import { WebSocket } from "ws";
import type { Log } from "../../logger.ts";
import type { ClientParts } from "../client-parts.ts";
import type { OpenWebSocket } from "../dialling/open-websocket.ts";
import { AnswerReceipts } from "./answer-receipts.ts";
import type { MessageRef, ReceivedFrame } from "./message.ts";

/** An acknowledgement, and how long its handler took. */
interface AckToSend {
  readonly ack: Ack;
  readonly durationMs: number;
}

type OnWritten = (error?: Error | null) => void;

/** What leaves on one connection. Every acknowledgement that cannot leave, or may not have arrived, is reported. */
export class Outbox {
  readonly #parts: ClientParts;
  readonly #log: Log;
  readonly #receipts: AnswerReceipts;
  #opened: OpenWebSocket | undefined;
  #corked = false;

  constructor(parts: ClientParts, log: Log) {
    this.#parts = parts;
    this.#log = log;
    this.#receipts = new AnswerReceipts({
      clock: parts.clock,
      sendPing: (payload) => this.#opened?.webSocket.ping(payload),
    });
  }

  /** Whether anything can leave. */
  get isOpen(): boolean {
    return this.#opened?.webSocket.readyState === WebSocket.OPEN;
  }

  attach(opened: OpenWebSocket): void {
    this.#opened = opened;
  }

  /** Answers a message. False when there is no connection any more; else `onWritten` hears when the network has the bytes. */
  acknowledge(request: ReceivedFrame, ref: MessageRef, { ack, durationMs }: AckToSend, onWritten?: OnWritten): boolean {
    const { clock, limits, monitor } = this.#parts;
    const opened = this.#opened;
    if (opened === undefined || !this.isOpen) {
      monitor.answerLost(ref, "connection_ended");
      return false;
    }
    const bytes = encodeAckFrame(request.bytes, request.frame, ack, durationMs);
    this.#send(opened, bytes, onWritten);
    this.#receipts.sent(ref);
    const latencyMs = clock.monotonicMs() - request.receivedAtMs;
    monitor.messageAnswered(ref, { code: ack.code, bytes: bytes.length, durationMs, latencyMs });
    if (opened.webSocket.bufferedAmount > limits.maxUnsentBytes) {
      this.#log.warn("the platform does not read the answers; the connection is given up");
      opened.webSocket.terminate();
    }
    return true;
  }

  /** Sends a frame that nobody waits for. */
  send(bytes: Uint8Array): void {
    if (this.#opened !== undefined && this.isOpen) this.#send(this.#opened, bytes);
  }

  /** A pong of the WebSocket itself. */
  onPong(payload: Uint8Array): void {
    this.#receipts.onPong(payload);
  }

  /** The connection is over. @param isClean after a complete closing handshake, so that all before it was read */
  end(isClean: boolean): void {
    const unconfirmed = this.#receipts.stop();
    if (!isClean) this.#parts.monitor.answersUnconfirmed(unconfirmed);
  }

  /** Frames of one turn of the event loop leave in one system call, and a ping for their receipt with them. */
  #send({ webSocket, socket }: OpenWebSocket, bytes: Uint8Array, onWritten?: OnWritten): void {
    if (!this.#corked) {
      this.#corked = true;
      socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        if (this.isOpen) this.#receipts.flush();
        socket.uncork();
      });
    }
    webSocket.send(bytes, onWritten);
  }
}
