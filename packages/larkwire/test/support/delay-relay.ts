import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { Clock } from "../../src/clock.ts";

/** Stands between client and platform like a long way: every byte takes {@link DelayRelay.delayMs} on the test's clock. */
export class DelayRelay {
  /** Milliseconds each way. Nothing is held while it is 0. */
  delayMs = 0;
  /** Chunks that are on their way, in either direction. */
  held = 0;
  readonly #clock: Clock;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, targetPort: number, clock: Clock) {
    this.#clock = clock;
    this.#server = server;
    server.on("connection", (client) => {
      const upstream = connect({ host: "127.0.0.1", port: targetPort });
      this.#carry(client, upstream);
      this.#carry(upstream, client);
    });
  }

  static async start(targetPort: number, clock: Clock): Promise<DelayRelay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new DelayRelay(server, targetPort, clock);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #carry(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on("error", () => from.destroy());
    from.once("close", () => {
      this.#sockets.delete(from);
      // The end of a connection takes as long as its bytes, and comes after them.
      if (this.delayMs === 0) to.destroySoon();
      else this.#clock.setTimeout(() => to.destroySoon(), this.delayMs);
    });
    from.on("data", (chunk: Buffer) => {
      if (this.delayMs === 0) return void to.write(chunk);
      this.held += 1;
      this.#clock.setTimeout(() => {
        this.held -= 1;
        to.write(chunk);
      }, this.delayMs);
    });
  }
}
