import type { ClientRequest } from "node:http";
import type { Clock } from "../clock.ts";
import type { Disturbance } from "./disturbance.ts";

/** Writes one request's body onto its connection, the way a disturbance wants. It owns what it waits for. */
export class RequestWriter {
  readonly #request: ClientRequest;
  readonly #body: Buffer;
  readonly #disturbance: Disturbance;
  readonly #clock: Clock;
  #timer: unknown;
  #giveUp: (() => void) | undefined;
  #stopped = false;

  constructor(request: ClientRequest, body: Buffer, disturbance: Disturbance, clock: Clock) {
    this.#request = request;
    this.#body = body;
    this.#disturbance = disturbance;
    this.#clock = clock;
  }

  /** Begins; nothing is written before the hold and the delay are over. */
  start(): void {
    const { hold } = this.#disturbance;
    if (hold === undefined) this.#delay();
    else this.#giveUp = hold(() => this.#delay());
  }

  /** Nothing more is written. */
  stop(): void {
    this.#stopped = true;
    this.#giveUp?.();
    this.#clock.clearTimeout(this.#timer);
  }

  #delay(): void {
    const { requestDelayMs = 0 } = this.#disturbance;
    if (requestDelayMs === 0) this.#write();
    else this.#timer = this.#clock.setTimeout(() => this.#write(), requestDelayMs);
  }

  #write(): void {
    const { maxWriteBytes, endsShort = false } = this.#disturbance;
    if (maxWriteBytes === undefined && !endsShort) this.#request.end(this.#body);
    else this.#writeFrom(0, maxWriteBytes ?? Math.max(1, this.#body.length));
  }

  /** One part, and the next when this one has left and the other end had a turn to read it. */
  #writeFrom(at: number, partBytes: number): void {
    if (this.#stopped) return;
    if (at >= this.#body.length) return this.#end();
    this.#request.setNoDelay(true);
    this.#request.write(this.#body.subarray(at, at + partBytes), () => {
      setImmediate(() => this.#writeFrom(at + partBytes, partBytes));
    });
  }

  #end(): void {
    if (this.#disturbance.endsShort === true) this.#request.socket?.end();
    else this.#request.end();
  }
}
