import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { decodeWire, wireHeader } from "../../../packages/protocol/test/support/wire-frame.ts";
import { OPCODE, type WebSocketFrame, WebSocketFrames } from "./websocket-frames.ts";

/**
 * A proxy between client and platform that sees each WebSocket frame cross, and can cut a link between two frames. What
 * it handed on is read, because a cut ends the bytes in order; so it knows what was in the air. It takes nothing of that
 * from the client or the platform.
 */
export class WireWitness {
  /** By connection id. */
  readonly links: Map<string, WitnessedLink> = new Map();
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => this.#keep(socket));
    server.on("connect", (request, socket) => this.#connect(request, socket));
  }

  static async start(): Promise<WireWitness> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new WireWitness(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(request: IncomingMessage, client: Duplex): void {
    const [host, port] = (request.url ?? "").split(":");
    const platform = connect({ host, port: Number(port), allowHalfOpen: true });
    this.#keep(platform);
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    client.once("data", (first: Buffer) => {
      const connectionId = /^GET \S*[?&]device_id=(\d+)/.exec(first.toString("latin1"))?.[1];
      if (connectionId === undefined) {
        platform.write(first);
        client.pipe(platform).pipe(client);
        return;
      }
      const link = new WitnessedLink(client, platform);
      this.links.set(connectionId, link);
      client.emit("data", first);
    });
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  }
}

/** What crossed one long connection. */
export class WitnessedLink {
  /** Messages that were handed to the client. */
  readonly delivered: Set<string> = new Set();
  readonly #client: Duplex;
  readonly #platform: Socket;
  readonly #unanswered = new Set<string>();
  /** Answers that were handed to the platform, in order, and that no pong stands for yet. */
  readonly #unconfirmed: string[] = [];
  /** By the payload of a ping: the last answer before it. */
  readonly #asked = new Map<string, string | undefined>();
  #isCut = false;

  constructor(client: Duplex, platform: Socket) {
    this.#client = client;
    this.#platform = platform;
    this.#carry(client, platform, (frame) => this.#toPlatform(frame));
    this.#carry(platform, client, (frame) => this.#toClient(frame));
  }

  /** Messages the client has and whose answer is not known, to the client, to have been read. */
  get inTheAir(): readonly string[] {
    return [...this.#unanswered, ...this.#unconfirmed];
  }

  /** From now on nothing crosses, and both sides see the bytes end. */
  cut(): void {
    this.#isCut = true;
    this.#client.end();
    this.#platform.end();
  }

  #carry(from: Duplex, to: Duplex, see: (frame: WebSocketFrame) => void): void {
    const frames = new WebSocketFrames();
    from.on("data", (chunk: Buffer) => {
      for (const part of frames.push(chunk)) {
        if (this.#isCut) return;
        to.write(Buffer.isBuffer(part) ? part : part.bytes);
        if (!Buffer.isBuffer(part)) see(part);
      }
    });
    // A reset, too, reaches the other side as an end, behind everything that crossed.
    from.once("close", () => to.end());
    from.once("end", () => to.end());
  }

  #toClient({ opcode, payload }: WebSocketFrame): void {
    if (opcode === OPCODE.pong) return this.#confirm(payload.toString("hex"));
    const id = messageId(opcode, payload);
    if (id === undefined) return;
    this.delivered.add(id);
    this.#unanswered.add(id);
  }

  #toPlatform({ opcode, payload }: WebSocketFrame): void {
    if (opcode === OPCODE.ping) this.#asked.set(payload.toString("hex"), this.#unconfirmed.at(-1));
    const id = messageId(opcode, payload);
    if (id === undefined) return;
    this.#unanswered.delete(id);
    this.#unconfirmed.push(id);
  }

  #confirm(ping: string): void {
    const last = this.#asked.get(ping);
    if (last !== undefined) this.#unconfirmed.splice(0, this.#unconfirmed.indexOf(last) + 1);
    this.#asked.delete(ping);
  }
}

/** Of a data frame; nothing here is split. */
function messageId(opcode: number, payload: Buffer): string | undefined {
  if (opcode !== OPCODE.binary) return undefined;
  const frame = decodeWire(payload);
  return frame.method === 1 ? wireHeader(frame, "message_id") : undefined;
}
