import { once } from "node:events";
import { connect, type NetConnectOpts, type Socket } from "node:net";
import { WebSocket } from "ws";
import { decodeWire, encodeWire, type WireFrame, wireHeader } from "../../../protocol/test/support/wire-frame.ts";
import type { App, Emulator } from "../../src/index.ts";
import { freshUrl } from "./peer.ts";

/** One WebSocket message as it came, and what it is. */
export interface RawMessage {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** A client that reads nothing into what it gets. */
export class RawClient {
  readonly socket: WebSocket;
  /** Code of the close; 1006 without a close frame. */
  readonly closed: Promise<number>;
  readonly messages: RawMessage[] = [];
  /** Errors of the TCP connection, which `ws` keeps to itself. */
  readonly tcpErrors: (string | undefined)[] = [];

  constructor(url: string) {
    this.socket = new WebSocket(url, {
      createConnection: ((options: NetConnectOpts) => this.#dial(options)) as typeof connect,
    });
    this.closed = new Promise((resolve) => this.socket.on("close", resolve));
    this.socket.on("message", (data: Buffer, isBinary) => this.messages.push({ data, isBinary }));
    this.socket.on("error", () => undefined);
  }

  static async connect(emulator: Emulator, app: App): Promise<RawClient> {
    const client = new RawClient(await freshUrl(emulator, app));
    await once(client.socket, "open");
    return client;
  }

  #dial(options: NetConnectOpts): Socket {
    const socket = connect(options);
    socket.on("error", ({ code }: NodeJS.ErrnoException) => this.tcpErrors.push(code));
    return socket;
  }

  /** The data frames so far. */
  frames(): WireFrame[] {
    return this.messages.map(({ data }) => decodeWire(data)).filter(({ method }) => method === 1);
  }

  /** `seq` of the data frames so far. */
  order(): (string | undefined)[] {
    return this.frames().map((frame) => wireHeader(frame, "seq"));
  }

  sendPing(): void {
    this.socket.send(
      encodeWire({ SeqID: 0n, LogID: 0n, service: 1, method: 0, headers: [{ key: "type", value: "ping" }] }),
    );
  }
}
