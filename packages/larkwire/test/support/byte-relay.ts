import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Stands between client and platform and hands on what the platform says one byte at a time. */
export class ByteRelay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    server.on("connection", (client) => {
      const upstream = connect({ host: "127.0.0.1", port: targetPort });
      for (const socket of [client, upstream]) this.#keep(socket);
      client.setNoDelay(true).pipe(upstream);
      void dribble(upstream, client);
    });
  }

  static async start(targetPort: number): Promise<ByteRelay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ByteRelay(server, targetPort);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
  }
}

/** Each byte leaves in a turn of the event loop of its own, so in a segment of its own. */
async function dribble(from: Socket, to: Socket): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (const byte of chunk) {
        to.write(Uint8Array.of(byte));
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
  } catch {
    // The platform's end broke off; the client's end follows below.
  }
  to.end();
}
