import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeFrame, encodeFrame, FRAME_HEADER, FRAME_METHOD, frameHeader } from "@larkwire/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import { cardCallbackFrame } from "../support/card-callback-frame.ts";

/** The platform's end of a load test: discovery, one connection, and a fixed number of callbacks in flight. */
export class LoadPlatform {
  readonly #server: Server = createServer();
  readonly #connected: Promise<WebSocket>;
  #lastId = 0;
  #onAnswer: (messageId: string) => void = () => undefined;

  private constructor() {
    this.#server.on("request", (_request, response) => {
      const url = `ws://127.0.0.1:${this.#port}/ws/v2?fpid=1&device_id=1&service_id=1`;
      const ClientConfig = { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ code: 0, msg: "ok", data: { URL: url, ClientConfig } }));
    });
    const webSockets = new WebSocketServer({ server: this.#server });
    this.#connected = new Promise((resolve) => webSockets.once("connection", resolve));
  }

  static async start(): Promise<LoadPlatform> {
    const platform = new LoadPlatform();
    await new Promise<void>((resolve) => platform.#server.listen(0, "127.0.0.1", resolve));
    return platform;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Waits for the bot's connection. */
  async ready(): Promise<void> {
    const socket = await this.#connected;
    socket.on("message", (data: Buffer) => {
      const result = decodeFrame(data);
      if (!result.ok) throw new Error(`the bot sent a bad frame: ${result.fault}`);
      if (result.frame.method !== FRAME_METHOD.data) return;
      const { code, data: answer } = JSON.parse(Buffer.from(result.frame.payload ?? []).toString("utf8"));
      if (code !== 200 || !Buffer.from(answer, "base64").toString("utf8").includes('"content":"button"')) {
        throw new Error(`the bot answered wrongly: ${code} ${answer}`);
      }
      this.#onAnswer(frameHeader(result.frame, FRAME_HEADER.messageId) ?? "");
    });
  }

  /** Sends `count` callbacks, at most `inFlight` unanswered at a time; resolves when each has its answer. */
  async send(count: number, inFlight: number): Promise<void> {
    const socket = await this.#connected;
    const open = new Set<string>();
    let sent = 0;
    const sendOne = (): void => {
      sent += 1;
      // Never one that was there before: that would be a repeat, and not be handled.
      const messageId = `00000000-0000-4000-8000-${String(this.#lastId++).padStart(12, "0")}`;
      open.add(messageId);
      socket.send(encodeFrame(cardCallbackFrame(messageId)));
    };
    await new Promise<void>((resolve, reject) => {
      this.#onAnswer = (messageId) => {
        if (!open.delete(messageId)) return reject(new Error(`answered twice: ${messageId}`));
        if (sent < count) sendOne();
        else if (open.size === 0) resolve();
      };
      while (sent < inFlight) sendOne();
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
