import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Emulator } from "@larkwire/emulator";

/** Stands before an emulator's discovery and remembers the credentials that it hands out. */
export class RecordingDiscovery implements AsyncDisposable {
  /** Whom to ask. */
  target: Emulator;
  /** Every ticket and access key so far. */
  readonly credentials: string[] = [];
  readonly #server: Server;

  private constructor(target: Emulator) {
    this.target = target;
    this.#server = createServer((request, response) => void this.#forward(request, response));
  }

  static async start(target: Emulator): Promise<RecordingDiscovery> {
    const discovery = new RecordingDiscovery(target);
    discovery.#server.listen(0, "127.0.0.1");
    await once(discovery.#server, "listening");
    return discovery;
  }

  /** What a client takes as its domain. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await text(request);
      const answer = await fetch(`${this.target.url}${request.url}`, { method: "POST", body });
      const reply = await answer.text();
      const { data } = JSON.parse(reply) as { data: { URL: string } };
      const { searchParams } = new URL(data.URL);
      this.credentials.push(searchParams.get("ticket") ?? "", searchParams.get("access_key") ?? "");
      response.end(reply);
    } catch {
      response.destroy();
    }
  }
}
