import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { Mailbox } from "../../../../test/support/mailbox.ts";
import { ScriptedConnection } from "./scripted-connection.ts";

/** A timing that makes tests fast: at once after a loss, one second between further attempts, pings every 30 s. */
export const QUICK_CONFIG = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 30 };

/** The discovery request as it came. */
export interface SeenDiscovery {
  readonly headers: IncomingMessage["headers"];
  readonly body: { AppID?: string; AppSecret?: string };
}

type Discover = (seen: SeenDiscovery, response: ServerResponse) => unknown;
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/**
 * The platform as a test wants it: real HTTP, real WebSockets, an independent protobuf implementation, and a script
 * instead of rules.
 */
export class ScriptedPlatform {
  readonly discoveries: SeenDiscovery[] = [];
  readonly connections: ScriptedConnection[] = [];
  readonly opened: Mailbox<ScriptedConnection> = new Mailbox<ScriptedConnection>();
  readonly discovered: Mailbox<SeenDiscovery> = new Mailbox<SeenDiscovery>();
  readonly upgrades: IncomingMessage[] = [];
  /** Answers the discovery request: returns the JSON body, or `undefined` when it wrote the response itself. */
  onDiscovery: Discover = () => this.goodReply();
  /** Sees every upgrade first; `false` means that it took the socket and no WebSocket is wanted. */
  onUpgrade: Upgrade = () => true;
  /** The pong's payload on new connections. */
  pong: ScriptedConnection["pong"] = () => JSON.stringify(QUICK_CONFIG);
  readonly #server: Server;
  readonly #webSockets = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<Duplex>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("request", (request, response) => void this.#discover(request, response));
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  static async start(server: Server = createServer()): Promise<ScriptedPlatform> {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ScriptedPlatform(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Sockets of any kind that are open right now. */
  get openSockets(): number {
    return this.#sockets.size;
  }

  /** The URL a connection is told to dial. */
  url(
    query: string = "fpid=493&device_id=7001&access_key=planted-key&service_id=33554678&ticket=planted-ticket",
  ): string {
    return `ws://127.0.0.1:${this.port}/ws/v2?${query}`;
  }

  goodReply(data: object = {}): object {
    return { code: 0, msg: "ok", data: { URL: this.url(), ClientConfig: QUICK_CONFIG, ...data } };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#webSockets.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #discover(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const seen = { headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}") };
    this.discoveries.push(seen);
    this.discovered.put(seen);
    const reply = await this.onDiscovery(seen, response);
    if (reply !== undefined) response.end(JSON.stringify(reply));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.upgrades.push(request);
    if (this.onUpgrade(request, socket, head)) this.accept(request, socket, head);
  }

  /** Makes a WebSocket of an upgrade that {@link onUpgrade} has taken. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new ScriptedConnection(webSocket, this.pong);
      this.connections.push(connection);
      this.opened.put(connection);
    });
  }
}
