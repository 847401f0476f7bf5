import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { DISCOVERY_CODE, HANDSHAKE_HEADER } from "@larkwire/protocol";
import type { FaultOf } from "../faults/fault.ts";

/** Why an upgrade is refused. */
export interface Refusal {
  readonly httpStatus: number;
  /** `Handshake-Status`; missing when the request never was one for the gateway. */
  readonly handshakeStatus?: number;
  readonly authErrorCode?: number;
  readonly message: string;
  /** The app whose client is refused, when it is known. */
  readonly appId?: string;
}

type RefusalName = "noTicket" | "badTicket" | "connectionLimit" | "wrongPath" | "badHandshake";

/** The refusals of the platform. 403 stops official clients for good, 514 alone makes them ask for a new URL. */
export const REFUSAL: Readonly<Record<RefusalName, Refusal>> = {
  noTicket: {
    httpStatus: 403,
    handshakeStatus: DISCOVERY_CODE.forbidden,
    message: "forbidden: the URL carries no ticket; dial the URL of the discovery reply unchanged",
  },
  badTicket: {
    httpStatus: 401,
    handshakeStatus: DISCOVERY_CODE.authFailed,
    message: "auth failed: the ticket is unknown, used or expired; ask for a new URL",
  },
  connectionLimit: {
    httpStatus: 401,
    handshakeStatus: DISCOVERY_CODE.authFailed,
    authErrorCode: DISCOVERY_CODE.connectionLimit,
    message: "the number of connections exceeded the limit: close one of the app's other clients",
  },
  wrongPath: { httpStatus: 404, message: "no WebSocket endpoint here: ask for the URL of the long connection" },
  badHandshake: { httpStatus: 400, message: "not a WebSocket handshake" },
};

/** What a client gets that a fault refuses. */
export function faultRefusal(fault: FaultOf<"upgrade_error">): Refusal {
  const { status = 401, handshakeStatus = DISCOVERY_CODE.authFailed, authErrorCode, message } = fault;
  return {
    httpStatus: status,
    ...(handshakeStatus === -1 ? {} : { handshakeStatus }),
    ...(authErrorCode === undefined ? {} : { authErrorCode }),
    message: message ?? "a fault on demand",
  };
}

/** Answers an upgrade request with a plain HTTP response and ends the socket. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const body = JSON.stringify({ code: refusal.authErrorCode ?? refusal.handshakeStatus ?? 0, msg: refusal.message });
  const headers = [
    `HTTP/1.1 ${refusal.httpStatus} ${STATUS_CODES[refusal.httpStatus] ?? "Fault"}`,
    "Connection: close",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  if (refusal.handshakeStatus !== undefined) {
    headers.push(
      `${HANDSHAKE_HEADER.status}: ${refusal.handshakeStatus}`,
      `${HANDSHAKE_HEADER.message}: ${refusal.message}`,
    );
  }
  if (refusal.authErrorCode !== undefined) headers.push(`${HANDSHAKE_HEADER.authErrorCode}: ${refusal.authErrorCode}`);
  socket.once("finish", () => socket.destroy());
  socket.end(`${headers.join("\r\n")}\r\n\r\n${body}`);
}
