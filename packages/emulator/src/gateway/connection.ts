import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import {
  decodeFrame,
  encodeFrame,
  FRAME_HEADER,
  FRAME_METHOD,
  FRAME_TYPE,
  type Frame,
  frameHeader,
  pongFrame,
} from "@larkwire/protocol";
import type { RawData, WebSocket } from "ws";
import type { Clock } from "../clock.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import type { StrikePlace } from "../faults/faults.ts";
import type { ConnectionInfo } from "./connection-info.ts";
import { DelayLine } from "./delay-line.ts";
import { type OutgoingPush, outgoingPush, type PushEnding } from "./outgoing-push.ts";
import type { WireMessage } from "./part-faults.ts";
import type { WireFaults } from "./wire-faults.ts";

/** Bytes that may wait for a client that does not read. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

/** RFC 6455: a normal closure. */
const NORMAL_CLOSURE = 1000;

/** Who a connection belongs to, as its ticket says. */
export interface ConnectionIdentity {
  readonly id: string;
  readonly appId: string;
  readonly serviceId: number;
}

/** What a connection needs of the gateway. */
export interface ConnectionHost {
  readonly clock: Clock;
  readonly faults: WireFaults;
  readonly switches: FaultSwitches;
  /** The client configuration as the payload of a pong. */
  pongPayload(): Uint8Array;
  /** A data frame came in; its payload is only valid during the call. */
  answered(connection: Connection, frame: Frame): void;
  closed(connection: Connection, code: number): void;
}

/** The two ends of the server's side: the WebSocket, and the TCP socket below it. */
export interface ConnectionSockets {
  readonly webSocket: WebSocket;
  readonly transport: Duplex;
}

/** The server's end of one long connection. Nothing that a client sends makes it throw. */
export class Connection {
  readonly id: string;
  readonly appId: string;
  readonly serviceId: number;
  readonly #webSocket: WebSocket;
  readonly #transport: Duplex;
  readonly #host: ConnectionHost;
  readonly #openedAt: number;
  readonly #place: StrikePlace;
  /** Pushes that wait for the connection to be old enough. */
  readonly #pushes: DelayLine;
  readonly #toApp: DelayLine;
  readonly #fromApp: DelayLine;
  #blackHole: string | undefined;
  /** Whether the connection is cut as soon as the client is known to have read the last push. */
  #cutsOnPong = false;
  #isDropped = false;
  #lastSeenAt: number;
  #pings = 0;

  constructor({ webSocket, transport }: ConnectionSockets, identity: ConnectionIdentity, host: ConnectionHost) {
    this.id = identity.id;
    this.appId = identity.appId;
    this.serviceId = identity.serviceId;
    this.#webSocket = webSocket;
    this.#transport = transport;
    this.#host = host;
    this.#openedAt = host.clock.now();
    this.#lastSeenAt = this.#openedAt;
    this.#place = { appId: identity.appId, connectionId: identity.id, transport: "long_connection" };
    this.#pushes = new DelayLine(host.clock);
    this.#toApp = new DelayLine(host.clock);
    this.#fromApp = new DelayLine(host.clock);
    webSocket.on("message", (data, isBinary) => this.#arrived(data, isBinary));
    webSocket.on("pong", () => this.#ponged());
    webSocket.on("ping", (data) => webSocket.pong(data));
    webSocket.on("error", (error) => host.faults.count(faultOf(error), this.id));
    webSocket.on("close", (code) => this.#closed(code));
    this.faultsChanged();
  }

  get isOpen(): boolean {
    return this.#webSocket.readyState === this.#webSocket.OPEN;
  }

  get info(): ConnectionInfo {
    return {
      connectionId: this.id,
      appId: this.appId,
      openedAt: this.#openedAt,
      lastSeenAt: this.#lastSeenAt,
      pings: this.#pings,
    };
  }

  /** What a push becomes on this connection; `push` sends it. */
  preparePush(frame: Frame, maxFramePayloadBytes: number): OutgoingPush {
    return outgoingPush(frame, this.#place, maxFramePayloadBytes, this.#host.switches);
  }

  /** `card` when a fault wants that, else `type`. */
  frameType<T extends string>(type: T): T | typeof FRAME_TYPE.card {
    return this.#host.switches.take("card_frame", this.#place) === undefined ? type : FRAME_TYPE.card;
  }

  /** Sends a push, unless the connection is closing. */
  push(push: OutgoingPush): void {
    const waitMs = Math.max(0, this.#openedAt + push.waitMs - this.#host.clock.now());
    this.#pushes.put(waitMs, () => {
      if (push.ending?.when === "before_push") return this.#end(push.ending);
      for (const message of push.messages) this.#send(message);
      const { ending } = push;
      if (ending !== undefined) this.#toApp.put(0, () => this.#endAfterPush(ending));
    });
  }

  /** Sends an RFC 6455 ping, which some clients take as the only sign of life. */
  ping(): void {
    if (this.isOpen && this.#blackHole === undefined) this.#webSocket.ping();
  }

  /** Begins the closing handshake. */
  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
  }

  /** Closes it, and from now on it neither says nor hears anything. */
  drop(code: number, reason: string): void {
    this.#isDropped = true;
    this.close(code, reason);
  }

  /** Resets the TCP connection: the other end sees no close frame. */
  cut(): void {
    if (this.#transport instanceof Socket) this.#transport.resetAndDestroy();
    else this.#transport.destroy();
    // At once, so that nothing more is given to it.
    this.#webSocket.terminate();
  }

  /** Goes silent when a fault wants that, and speaks again when it is cleared. */
  faultsChanged(): void {
    const { switches } = this.#host;
    if (this.#blackHole !== undefined && !switches.has(this.#blackHole)) {
      this.#blackHole = undefined;
      this.#webSocket.resume();
    }
    if (this.#blackHole !== undefined) return;
    this.#blackHole = switches.takeStanding("black_hole", this.#place)?.faultId;
    if (this.#blackHole !== undefined) this.#webSocket.pause();
  }

  #send(message: WireMessage): void {
    const { switches } = this.#host;
    const late = switches.take("delay", this.#place, ({ direction = "both" }) => direction !== "from_app");
    this.#toApp.put(late?.ms ?? 0, () => this.#write(message));
  }

  #write(message: WireMessage): void {
    if (!this.isOpen || this.#blackHole !== undefined) return;
    if (this.#webSocket.bufferedAmount > MAX_UNREAD_BYTES) {
      this.#host.faults.count("unreadOutput", this.id);
      this.#webSocket.terminate();
      return;
    }
    this.#webSocket.send(message, { binary: typeof message !== "string" });
  }

  #end(ending: PushEnding): void {
    if (ending.kind === "close") this.close(ending.code ?? NORMAL_CLOSURE, "a fault on demand");
    else this.cut();
  }

  /** A reset takes what the client has not read yet with it, so a cut waits for the pong that follows the push. */
  #endAfterPush(ending: PushEnding): void {
    if (ending.kind === "close") return this.#end(ending);
    this.#cutsOnPong = true;
    this.ping();
  }

  #ponged(): void {
    this.#seen();
    if (this.#cutsOnPong) this.cut();
  }

  #closed(code: number): void {
    for (const line of [this.#pushes, this.#toApp, this.#fromApp]) line.close();
    if (!this.#isDropped) this.#host.closed(this, code);
  }

  #seen(): void {
    this.#lastSeenAt = this.#host.clock.now();
  }

  #arrived(data: RawData, isBinary: boolean): void {
    if (this.#cutsOnPong || this.#isDropped) return;
    const { switches } = this.#host;
    const late = switches.take("delay", this.#place, ({ direction = "both" }) => direction !== "to_app");
    const bytes = toBytes(data);
    const kept = late === undefined ? bytes : Uint8Array.from(bytes);
    this.#fromApp.put(late?.ms ?? 0, () => this.#receive(kept, isBinary));
  }

  #receive(bytes: Uint8Array, isBinary: boolean): void {
    this.#seen();
    const result = isBinary ? decodeFrame(bytes) : undefined;
    if (result === undefined) this.#host.faults.count("textFrame", this.id);
    else if (!result.ok) this.#host.faults.count("undecodableFrame", this.id);
    else if (isPing(result.frame)) this.#pong();
    else if (result.frame.method === FRAME_METHOD.data) this.#host.answered(this, result.frame);
    else this.#host.faults.count("unknownFrame", this.id);
  }

  #pong(): void {
    this.#pings += 1;
    const bad = this.#host.switches.take("bad_pong", this.#place);
    if (bad !== undefined && bad.payload === undefined) return;
    const payload = bad?.payload === undefined ? this.#host.pongPayload() : new TextEncoder().encode(bad.payload);
    this.#send(encodeFrame(pongFrame(this.serviceId, payload)));
  }
}

function isPing(frame: Frame): boolean {
  return frame.method === FRAME_METHOD.control && frameHeader(frame, FRAME_HEADER.type) === FRAME_TYPE.ping;
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

function faultOf(error: Error & { code?: unknown }): "oversizedFrame" | "protocolError" {
  return error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH" ? "oversizedFrame" : "protocolError";
}
