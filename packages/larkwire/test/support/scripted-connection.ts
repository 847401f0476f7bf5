import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import { Mailbox } from "../../../../test/support/mailbox.ts";
import { decodeWire, encodeWire, type WireFrame, wireHeader } from "../../../protocol/test/support/wire-frame.ts";

/** What an answered message came back as. */
export interface PeerAnswer {
  readonly frame: WireFrame;
  readonly code: number;
  /** The `data` field as it stood in the payload: base64 text, or absent. */
  readonly data: string | undefined;
  /** `data`, decoded and parsed. */
  readonly answer: unknown;
}

/** What to put into a data frame. */
export interface PushOptions {
  readonly type?: string;
  readonly messageId?: string | undefined;
  readonly seqId?: bigint;
  readonly logId?: bigint;
  readonly headers?: { key: string; value: string }[];
  readonly payloadEncoding?: string;
}

/** The platform's end of one connection, doing exactly what a test says. */
export class ScriptedConnection {
  readonly webSocket: WebSocket;
  readonly pings: WireFrame[] = [];
  readonly answers: Mailbox<PeerAnswer> = new Mailbox<PeerAnswer>();
  readonly pinged: Mailbox<WireFrame> = new Mailbox<WireFrame>();
  /** Resolves with the close code when the connection is over. */
  readonly closed: Promise<number>;
  /** Payload of the pong that answers a ping; `undefined` is no pong at all. */
  pong: (() => Uint8Array | string | null) | undefined;

  constructor(webSocket: WebSocket, pong: ScriptedConnection["pong"]) {
    this.webSocket = webSocket;
    this.pong = pong;
    this.closed = new Promise((resolve) => webSocket.once("close", resolve));
    webSocket.on("error", () => webSocket.terminate());
    webSocket.on("message", (data: Buffer) => this.#onMessage(data));
  }

  /** Sends a data frame that carries `body`; returns its message id. */
  push(body: unknown, options: PushOptions = {}): string {
    const messageId = "messageId" in options ? (options.messageId ?? "") : randomUUID();
    this.sendFrame(dataFrame(body, messageId, options));
    return messageId;
  }

  /** Sends `body` and waits for what comes back. */
  async ask(body: unknown, options: PushOptions = {}): Promise<PeerAnswer> {
    const messageId = this.push(body, options);
    return this.answers.take((answer) => wireHeader(answer.frame, "message_id") === messageId);
  }

  sendFrame(frame: WireFrame): void {
    this.webSocket.send(encodeWire(frame));
  }

  sendPong(payload: Uint8Array | string | null): void {
    const headers = [{ key: "type", value: "pong" }];
    const body = payload === null ? {} : { payload: Buffer.from(payload as string) };
    this.sendFrame({ SeqID: 0n, LogID: 0n, service: 1, method: 0, headers, ...body });
  }

  #onMessage(data: Buffer): void {
    const frame = decodeWire(data);
    if (frame.method === 0) {
      this.pings.push(frame);
      this.pinged.put(frame);
      const payload = this.pong?.();
      if (payload !== undefined) this.sendPong(payload);
      return;
    }
    const payload = JSON.parse(Buffer.from(frame.payload ?? "").toString("utf8"));
    const answer =
      typeof payload.data === "string" ? JSON.parse(Buffer.from(payload.data, "base64").toString("utf8")) : undefined;
    this.answers.put({ frame, code: payload.code, data: payload.data, answer });
  }
}

/** A data frame with the headers of the platform. */
export function dataFrame(body: unknown, messageId: string, options: PushOptions = {}): WireFrame {
  const headers = options.headers ?? [
    { key: "type", value: options.type ?? "event" },
    ...(messageId === "" ? [] : [{ key: "message_id", value: messageId }]),
    { key: "sum", value: "1" },
    { key: "seq", value: "0" },
    { key: "trace_id", value: `trace-${messageId}` },
    { key: "timestamp", value: "1700000000000" },
    { key: "instance_id", value: "instance-of-the-platform" },
  ];
  return {
    SeqID: options.seqId ?? 1n,
    LogID: options.logId ?? 2n,
    service: 33554678,
    method: 1,
    headers,
    ...(options.payloadEncoding === undefined ? {} : { payload_encoding: options.payloadEncoding }),
    payload: body instanceof Uint8Array ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  };
}
