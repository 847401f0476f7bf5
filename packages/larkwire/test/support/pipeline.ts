import { connect, type Socket } from "node:net";
import type { Post } from "./webhook-server.ts";

/** Sends requests over one connection without waiting for answers, and gives the answers' statuses in order. */
export class Pipeline implements Disposable {
  readonly #socket: Socket;
  #received = "";
  #onData: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received += chunk.toString("latin1");
      this.#onData();
    });
  }

  static async open(port: number): Promise<Pipeline> {
    const socket = connect(port, "127.0.0.1");
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    return new Pipeline(socket);
  }

  /** Rejects when the connection ends before each request has its answer. */
  async send(posts: readonly Post[]): Promise<number[]> {
    this.#socket.write(Buffer.concat(posts.flatMap(requestBytes)));
    const statuses: number[] = [];
    return new Promise((resolve, reject) => {
      const fail = (error?: unknown): void =>
        reject(new Error(`${statuses.length} of ${posts.length} answered`, { cause: error }));
      this.#socket.once("error", fail);
      this.#socket.once("close", fail);
      this.#onData = () => {
        for (let status = this.#takeStatus(); status !== undefined; status = this.#takeStatus()) statuses.push(status);
        if (statuses.length < posts.length) return;
        this.#socket.off("error", fail).off("close", fail);
        resolve(statuses);
      };
    });
  }

  #takeStatus(): number | undefined {
    const end = this.#received.indexOf("\r\n\r\n");
    if (end === -1) return undefined;
    const head = this.#received.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
    if (this.#received.length < end + 4 + length) return undefined;
    this.#received = this.#received.slice(end + 4 + length);
    return Number(head.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}

function requestBytes({ method = "POST", path = "/webhook", headers, body }: Post): Buffer[] {
  const bytes = Buffer.from(body);
  const all = { host: "127.0.0.1", "content-length": String(bytes.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return [Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1"), bytes];
}
