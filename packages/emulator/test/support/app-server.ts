import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { Mailbox } from "../../../../test/support/mailbox.ts";

/** A request as it arrived. */
export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in the order and the spelling on the wire. */
  readonly rawHeaders: readonly string[];
  readonly text: string;
  readonly response: ServerResponse;
  /** Answers with JSON, or with `text` as it is. */
  answer(body?: unknown, status?: number, headers?: Record<string, string>): void;
}

/** The server of an app, made of Node alone: what is asked waits until the test answers it. */
export class AppServer {
  readonly url: string;
  readonly #requests: Mailbox<Received>;

  private constructor(url: string, requests: Mailbox<Received>) {
    this.url = url;
    this.#requests = requests;
  }

  static async start(test: TestContext, tls?: { cert: string; key: string }): Promise<AppServer> {
    const requests = new Mailbox<Received>();
    const server: Server = tls === undefined ? createServer() : createTlsServer(tls);
    server.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method, url: path, headers, rawHeaders } = request;
      const text = Buffer.concat(chunks).toString("utf8");
      requests.put({ method, path, headers, rawHeaders, text, response, answer: (...how) => answer(response, ...how) });
    });
    server.on("tlsClientError", () => undefined);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    test.after(() => {
      server.close();
      server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo;
    return new AppServer(`${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`, requests);
  }

  /** The next request. */
  next(): Promise<Received> {
    return this.#requests.take();
  }

  /** Requests that arrived and were not taken. */
  get untaken(): number {
    return this.#requests.size;
  }
}

function answer(
  response: ServerResponse,
  body: unknown = {},
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
}

/** A URL on which nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}/event`;
}
