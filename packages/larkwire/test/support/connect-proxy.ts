import { createServer, type IncomingMessage, type Server } from "node:http";
import { Server as SecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

/** Where a name leads that only the proxy knows. */
export interface ProxyRoute {
  readonly host: string;
  readonly port: number;
}

/** A real HTTP proxy that opens tunnels and does nothing else. */
export class ConnectProxy {
  /** `host:port` of each `CONNECT`, in order. */
  readonly connects: string[] = [];
  /** `Proxy-Authorization` of each `CONNECT`. */
  readonly authorizations: (string | undefined)[] = [];
  /** Requests with an absolute URI, which a proxy would have to read and forward. */
  absoluteUriRequests = 0;
  /** Sockets that came, whatever was asked on them. */
  connections = 0;
  /** When set, each `CONNECT` is answered with this status. */
  refuseWith: number | undefined;
  readonly #server: Server;
  readonly #routes: ReadonlyMap<string, ProxyRoute>;
  readonly #sockets = new Set<Duplex>();

  private constructor(server: Server, routes: ReadonlyMap<string, ProxyRoute>) {
    this.#server = server;
    this.#routes = routes;
    server.on("connect", (request, socket, head) => this.#connect(request, socket, head));
    server.on("connection", (socket) => {
      this.connections += 1;
      this.#keep(socket);
    });
    server.on("request", (_request, response) => {
      this.absoluteUriRequests += 1;
      response.writeHead(501).end();
    });
  }

  /** @param routes by `host:port` as the client asks for it */
  static async start(routes: Record<string, ProxyRoute>, server: Server = createServer()): Promise<ConnectProxy> {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ConnectProxy(server, new Map(Object.entries(routes)));
  }

  /** @param credentials `user:password` */
  url(credentials: string = ""): string {
    const { port } = this.#server.address() as AddressInfo;
    const [scheme, host] = this.#server instanceof SecureServer ? ["https", "localhost"] : ["http", "127.0.0.1"];
    return `${scheme}://${credentials === "" ? "" : `${credentials}@`}${host}:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const authority = request.url ?? "";
    this.connects.push(authority);
    this.authorizations.push(request.headers["proxy-authorization"]);
    const route = this.#routes.get(authority);
    if (this.refuseWith !== undefined || route === undefined) {
      socket.end(`HTTP/1.1 ${this.refuseWith ?? 502} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(route);
    this.#keep(upstream);
    upstream.once("connect", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    upstream.once("close", () => socket.destroy());
    socket.once("close", () => upstream.destroy());
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
  }
}
