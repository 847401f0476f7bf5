import {
  type ClientRequest,
  createServer,
  Agent as HttpAgent,
  type IncomingMessage,
  request,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { WebhookReceiver } from "../../src/webhook/index.ts";

/** A request on its way to a server, as bytes and headers. */
export interface Post {
  readonly body: Uint8Array | string;
  readonly headers: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly path?: string;
  /** Where the body is cut into pieces that travel one by one. Default: it travels whole. */
  readonly cuts?: readonly number[];
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

/** A node:http server, the least there can be, in front of a receiver; and requests to it over real sockets. */
export class WebhookServer implements AsyncDisposable {
  readonly #server: Server;
  /** Connections that were opened so far. */
  connections = 0;
  /** Requests that ended before their body did. */
  brokenOff = 0;
  readonly #agent = new HttpAgent({ keepAlive: true, maxSockets: 16 });

  private constructor(receiver: WebhookReceiver) {
    this.#server = createServer(async (incoming, outgoing) => {
      const { method = "", url, headers } = incoming;
      const body = await readUpTo(incoming, receiver.maxBodyBytes + 1).catch(() => undefined);
      if (body === undefined) {
        this.brokenOff += 1;
        return;
      }
      const response = await receiver.handle({ method, path: url, headers, body });
      outgoing.once("close", response.sent);
      outgoing.statusCode = response.status;
      outgoing.setHeaders(new Map(Object.entries(response.headers)));
      // Without writeHead() Node counts the length itself.
      outgoing.end(response.body);
    });
    this.#server.on("connection", () => {
      this.connections += 1;
    });
  }

  static async start(receiver: WebhookReceiver): Promise<WebhookServer> {
    const server = new WebhookServer(receiver);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Sends a request and gives what came back. Rejects when the connection breaks. */
  async post(post: Post): Promise<Reply> {
    const outgoing = this.begin(post);
    const reply = new Promise<Reply>((resolve, reject) => {
      outgoing.once("error", reject);
      outgoing.once("response", (incoming) => {
        readUpTo(incoming, Number.POSITIVE_INFINITY).then((bytes) => {
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: bytes.toString("utf8") });
        }, reject);
      });
    });
    await writePieces(outgoing, Buffer.from(post.body), post.cuts ?? []);
    return reply;
  }

  /** The head of a request whose body is the caller's affair. */
  begin({ method = "POST", path = "/webhook", headers, body }: Post): ClientRequest {
    const length = Buffer.from(body).length;
    return request({
      agent: this.#agent,
      host: "127.0.0.1",
      port: this.port,
      method,
      path,
      headers: { "content-length": length, ...headers },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** All of a stream, or its first `limit` bytes; the rest is thrown away. */
async function readUpTo(stream: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (length < limit) chunks.push(chunk.subarray(0, limit - length));
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** Writes `bytes` in pieces, each in a packet of its own. */
async function writePieces(outgoing: ClientRequest, bytes: Buffer, cuts: readonly number[]): Promise<void> {
  outgoing.setNoDelay(true);
  let from = 0;
  for (const cut of cuts) {
    await new Promise((resolve) => outgoing.write(bytes.subarray(from, cut), resolve));
    from = cut;
  }
  outgoing.end(bytes.subarray(from));
}
