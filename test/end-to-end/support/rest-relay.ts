import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Emulator, EmulatorClock } from "@larkwire/emulator";

/** A call that has passed. */
export interface RelayedCall {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** `code` of the platform's reply. */
  code: number | undefined;
}

/** Stands before an emulator's REST API; each call and each reply may take its time, on the emulator's clock. */
export class RestRelay implements AsyncDisposable {
  /** Every call so far, in the order of arrival. */
  readonly calls: RelayedCall[] = [];
  /** How long the next call or reply takes, milliseconds. */
  delayMs: () => number = () => 0;
  /** Calls that are not being held: time should stand still for them. */
  moving = 0;
  readonly #target: Emulator;
  readonly #server: Server;

  private constructor(target: Emulator) {
    this.#target = target;
    this.#server = createServer((request, response) => void this.#relay(request, response));
  }

  static async start(target: Emulator): Promise<RestRelay> {
    const relay = new RestRelay(target);
    relay.#server.listen(0, "127.0.0.1");
    await once(relay.#server, "listening");
    return relay;
  }

  /** What a client takes as its domain. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The calls of one path, such as `"card/update"`. */
  callsOf(path: string): RelayedCall[] {
    return this.calls.filter((call) => call.path.includes(path));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.moving += 1;
    try {
      const { method = "", url: path = "", headers } = request;
      const call: RelayedCall = { method, path, body: await text(request), code: undefined };
      this.calls.push(call);
      await this.#hold();
      const { authorization, "content-type": type = "application/json" } = headers;
      const answer = await fetch(this.#target.url + path, {
        method,
        headers: { "content-type": type, ...(authorization === undefined ? {} : { authorization }) },
        ...(method === "GET" ? {} : { body: call.body }),
      });
      const reply = await answer.text();
      call.code = (JSON.parse(reply) as { code: number }).code;
      await this.#hold();
      const reset = answer.headers.get("x-ogw-ratelimit-reset");
      response.writeHead(answer.status, reset === null ? {} : { "x-ogw-ratelimit-reset": reset });
      response.end(reply);
    } catch {
      response.destroy();
    } finally {
      this.moving -= 1;
    }
  }

  async #hold(): Promise<void> {
    const delayMs = this.delayMs();
    if (delayMs === 0) return;
    const clock: EmulatorClock = this.#target.clock;
    this.moving -= 1;
    await new Promise<void>((resolve) => clock.setTimeout(resolve, delayMs));
    this.moving += 1;
  }
}
