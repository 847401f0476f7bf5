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
import type { ConnectionInfo } from "./connection-info.ts";
import type { WireFaults } from "./wire-faults.ts";

/** Bytes that may wait for a client that does not read. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

/** Who a connection belongs to, as its ticket says. */
export interface ConnectionIdentity {
  readonly id: string;
  readonly appId: string;
  readonly serviceId: number;
}

/** What a connection needs of the gateway. */
export interface ConnectionHost {
  readonly faults: WireFaults;
  now(): number;
  /** The client configuration as the payload of a pong. */
  pongPayload(): Uint8Array;
  /** A data frame came in; its payload is only valid during the call. */
  answered(connection: Connection, frame: Frame): void;
  closed(connection: Connection, code: number): void;
}

/** The server's end of one long connection. Nothing that a client sends makes it throw. */
export class Connection {
  readonly id: string;
  readonly appId: string;
  readonly serviceId: number;
  readonly #socket: WebSocket;
  readonly #host: ConnectionHost;
  readonly #openedAt: number;
  #lastSeenAt: number;
  #pings = 0;

  constructor(socket: WebSocket, identity: ConnectionIdentity, host: ConnectionHost) {
    this.id = identity.id;
    this.appId = identity.appId;
    this.serviceId = identity.serviceId;
    this.#socket = socket;
    this.#host = host;
    this.#openedAt = host.now();
    this.#lastSeenAt = this.#openedAt;
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("pong", () => this.#seen());
    socket.on("error", (error) => host.faults.count(faultOf(error), this.id));
    socket.on("close", (code) => host.closed(this, code));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
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

  /** Sends the bytes of one frame, unless the connection is closing. */
  send(bytes: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > MAX_UNREAD_BYTES) {
      this.#host.faults.count("unreadOutput", this.id);
      this.#socket.terminate();
      return;
    }
    this.#socket.send(bytes, { binary: true });
  }

  /** Sends an RFC 6455 ping, which some clients take as the only sign of life. */
  ping(): void {
    if (this.isOpen) this.#socket.ping();
  }

  /** Begins the closing handshake. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Ends the connection without a word, as a broken network does; what the client has sent and is not read is lost. */
  cut(): void {
    this.#socket.terminate();
  }

  #seen(): void {
    this.#lastSeenAt = this.#host.now();
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#seen();
    const result = isBinary ? decodeFrame(toBytes(data)) : undefined;
    if (result === undefined) this.#host.faults.count("textFrame", this.id);
    else if (!result.ok) this.#host.faults.count("undecodableFrame", this.id);
    else if (isPing(result.frame)) this.#pong();
    else if (result.frame.method === FRAME_METHOD.data) this.#host.answered(this, result.frame);
    else this.#host.faults.count("unknownFrame", this.id);
  }

  #pong(): void {
    this.#pings += 1;
    this.send(encodeFrame(pongFrame(this.serviceId, this.#host.pongPayload())));
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
