import { ConnectionError } from "../../errors.ts";
import { type ConnectVerdict, connectPolicy } from "../dialling/connect-policy.ts";
import type { SessionEnd } from "../session/session.ts";

export function verdictOf(error: ConnectionError): ConnectVerdict {
  if (error.platformCode !== undefined) return connectPolicy(error.platformCode).verdict;
  return error.retryable ? "retry" : "fatal";
}

export function lostError(end: SessionEnd): ConnectionError {
  if (end.silentMs !== undefined) {
    const seconds = Math.round(end.silentMs / 1000);
    return new ConnectionError(
      "connection_dead",
      `The connection gave no sign of life for ${seconds} s in spite of two pings. The SDK connects again.`,
      { retryable: true },
    );
  }
  const detail = end.error === undefined ? `with code ${end.code}` : `: ${end.error.message}`;
  return new ConnectionError("connection_lost", `The connection ended ${detail}. The SDK connects again.`, {
    retryable: true,
    cause: end.error,
  });
}

export function exhausted(attempts: number, cause: ConnectionError): ConnectionError {
  const lastReason = cause.message.replace(/ The SDK (?:tries|connects) again\.$/, "");
  return new ConnectionError(
    "reconnects_exhausted",
    `No connection after ${attempts} further attempts, and maxReconnects allows no more. The last reason: ${lastReason}`,
    { retryable: false, cause },
  );
}

/** What a pending `start()` or `restart()` is rejected with when the client is closed. */
export function closedError(): ConnectionError {
  return new ConnectionError("client_closed", "The client was closed. Make a new WSClient to connect again.", {
    retryable: false,
  });
}

export function asConnectionError(error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ConnectionError("socket_unreachable", `The connection failed: ${message}. The SDK tries again.`, {
    retryable: true,
    cause: error,
  });
}
