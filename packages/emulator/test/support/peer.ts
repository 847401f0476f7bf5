import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { Mailbox } from "../../../../test/support/mailbox.ts";
import { decodeWire, encodeWire, type WireFrame, wireHeader } from "../../../protocol/test/support/wire-frame.ts";
import type { App, Emulator } from "../../src/index.ts";

/** What the discovery endpoint answers. */
export interface DiscoveryAnswer {
  code: number;
  msg: string;
  data: { URL?: string; ClientConfig?: Record<string, number> };
}

/** Asks for a URL with any body. */
export async function askForUrl(emulator: Emulator, body: string | undefined, headers = {}): Promise<DiscoveryAnswer> {
  const request = { method: "POST", headers: { locale: "zh", ...headers }, ...(body === undefined ? {} : { body }) };
  const response = await fetch(`${emulator.url}/callback/ws/endpoint`, request);
  if (response.status !== 200) throw new Error(`discovery answered HTTP ${response.status}`);
  return (await response.json()) as DiscoveryAnswer;
}

/** A fresh URL for `app`. */
export async function freshUrl(emulator: Emulator, app: App): Promise<string> {
  const { data } = await askForUrl(emulator, JSON.stringify({ AppID: app.appId, AppSecret: app.appSecret }));
  if (data.URL === undefined) throw new Error("no URL");
  return data.URL;
}

/** Dials and is refused; resolves with the HTTP answer. */
export async function refusedUpgrade(url: string): Promise<IncomingMessage> {
  const socket = new WebSocket(url);
  socket.on("error", () => undefined);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    socket.on("unexpected-response", (_request, answer) => resolve(answer));
    socket.on("open", () => reject(new Error("the upgrade was accepted")));
  });
  response.resume();
  return response;
}

/** One message as it arrived: all its frames, put together. */
export interface Push {
  readonly frames: readonly WireFrame[];
  readonly last: WireFrame;
  readonly text: string;
  readonly body: Envelope;
}

export interface Envelope {
  schema?: string;
  uuid?: string;
  header: Record<string, string>;
  event: Record<string, unknown>;
}

/** A client of the long connection, made of `ws` and protobufjs. */
export class Peer {
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  readonly #parts = new Map<string, WireFrame[]>();
  readonly #pushes = new Mailbox<Push>();
  readonly #controls = new Mailbox<WireFrame>();
  readonly #passedOver = new Set<string | undefined>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = once(socket, "close").then(([code]) => code as number);
    socket.on("message", (data: Buffer, isBinary) => {
      if (!isBinary) throw new Error("the platform sent text");
      this.#receive(decodeWire(data));
    });
  }

  /** Discovery and upgrade. */
  static async connect(emulator: Emulator, app: App): Promise<Peer> {
    const peer = new Peer(new WebSocket(await freshUrl(emulator, app)));
    await once(peer.socket, "open");
    return peer;
  }

  /** The next whole message. */
  push(): Promise<Push> {
    return this.#pushes.take();
  }

  /** Acknowledges events of this type from now on, and does not show them. */
  passOver(eventType: string): this {
    this.#passedOver.add(eventType);
    return this;
  }

  /** The next control frame. */
  control(): Promise<WireFrame> {
    return this.#controls.take();
  }

  send(frame: Partial<WireFrame>): void {
    this.socket.send(encodeWire(frame));
  }

  /** Sends a ping and waits for the pong: whatever was sent before has been handled then. */
  async ping(): Promise<WireFrame> {
    this.send({ SeqID: 0n, LogID: 0n, service: 1, method: 0, headers: [{ key: "type", value: "ping" }] });
    return this.control();
  }

  /** Answers as a good client does. */
  answer(push: Push, result?: unknown, code = 200): void {
    const data = result === undefined ? {} : { data: base64(JSON.stringify(result)) };
    this.answerRaw(push, JSON.stringify({ code, ...data }));
  }

  /** Answers with any payload, and any change to the frame. */
  answerRaw(push: Push, payload: string, change: Partial<WireFrame> = {}): void {
    const headers = [...push.last.headers, { key: "biz_rt", value: "1" }];
    this.send({ ...push.last, headers, payload: Buffer.from(payload), ...change });
  }

  /** Answers every message from now on. */
  async answerAll(result?: unknown): Promise<never> {
    for (;;) this.answer(await this.push(), result);
  }

  #receive(frame: WireFrame): void {
    if (frame.method === 0) return this.#controls.put(frame);
    const messageId = wireHeader(frame, "message_id") ?? "";
    const frames = [...(this.#parts.get(messageId) ?? []), frame];
    this.#parts.set(messageId, frames);
    if (frames.length < Number(wireHeader(frame, "sum"))) return;
    this.#parts.delete(messageId);
    const text = Buffer.concat(frames.map(({ payload }) => payload ?? new Uint8Array(0))).toString("utf8");
    const push = { frames, last: frame, text, body: JSON.parse(text) as Envelope };
    if (this.#passedOver.has(push.body.header?.event_type)) this.answer(push);
    else this.#pushes.put(push);
  }
}

export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
