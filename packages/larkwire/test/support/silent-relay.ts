import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Stands between client and platform as a network does that can lose everything without a word. */
export class SilentRelay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isSilent = false;

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    server.on("connection", (client) => {
      const upstream = connect({ host: "127.0.0.1", port: targetPort });
      this.#join(client, upstream);
      this.#join(upstream, client);
    });
  }

  static async start(targetPort: number): Promise<SilentRelay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new SilentRelay(server, targetPort);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  /** From now on no byte of the present connections arrives, and neither side is told. Connections to come work. */
  swallow(): void {
    for (const socket of this.#sockets) socket.removeAllListeners("data").on("data", () => undefined);
    this.#isSilent = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(from: Socket, to: Socket): void {
    const bornSilent = this.#isSilent;
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on("data", (bytes) => to.write(bytes));
    from.on("error", () => from.destroy());
    from.once("close", () => {
      this.#sockets.delete(from);
      // Nor does the end of a swallowed connection arrive.
      if (this.#isSilent === bornSilent) to.destroy();
    });
  }
}
