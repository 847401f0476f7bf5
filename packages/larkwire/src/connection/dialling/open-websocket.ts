import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { DISCOVERY_CODE, HANDSHAKE_HEADER } from "@larkwire/protocol";
import type { ClientOptions, WebSocket } from "ws";
import type { Clock } from "../../clock.ts";
import { ConnectionError } from "../../errors.ts";
import { DialError } from "../../network/dial-step.ts";
import type { Network } from "../../network/network.ts";
import { connectPolicy } from "./connect-policy.ts";
import type { ConnectionUrl } from "./connection-url.ts";
import { PatientWebSocket } from "./patient-websocket.ts";

/** How long the other side may take to answer a close frame, or to close the socket after its own; then it is cut. */
const CLOSE_TIMEOUT_MS = 1_000;

export interface OpenOptions {
  readonly network: Pick<Network, "dial">;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly userAgent: string;
  /** From the upgrade request to the 101, milliseconds. */
  readonly handshakeTimeoutMs: number;
  /** Bytes of one WebSocket message; a longer one closes the connection. */
  readonly maxFrameBytes: number;
  /** Takes credentials out of what the platform says before an error quotes it. */
  readonly redact: (text: string) => string;
}

/** What the owner of a WebSocket is told. */
export interface WebSocketListener {
  /** The socket is open. Comes before anything else, so that whatever follows can be answered at once. */
  attach(opened: OpenWebSocket): void;
  onMessage(data: Buffer, isBinary: boolean): void;
  /** Any sign of life besides messages: a ping or pong of the WebSocket itself. */
  onSign(): void;
  /** A pong of the WebSocket itself, with the bytes of the ping that it answers. */
  onPong(payload: Uint8Array): void;
  /**
   * The other side has sent its close frame and will send nothing more. Answers may still leave until the listener calls
   * {@link OpenWebSocket.close}, which it has to.
   */
  onPeerClose(code: number): void;
  /** Comes exactly once, also after a failure. */
  onClose(code: number, error: Error | undefined): void;
}

/** An open WebSocket and the socket below it. */
export interface OpenWebSocket {
  readonly webSocket: WebSocket;
  readonly socket: Socket;
  /** Sends a close frame: with 1000, or the code of the other side's one. Nothing can be sent after it. */
  close(): void;
}

/**
 * Opens the WebSocket at `address`. The listener is in place before the upgrade request leaves, so that a message in
 * the same segment as the 101 is not lost; it is called only if the socket opens.
 *
 * @throws ConnectionError, or the signal's reason
 */
export async function openWebSocket(
  address: ConnectionUrl,
  options: OpenOptions,
  listener: WebSocketListener,
): Promise<void> {
  const socket = await options.network.dial(address.url, options.signal).catch((error: unknown) => {
    throw error instanceof DialError ? dialFailure(error, address.url) : error;
  });
  const wsOptions: ClientOptions & { closeTimeout: number } = {
    createConnection: () => socket,
    maxPayload: options.maxFrameBytes,
    perMessageDeflate: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
    headers: { "user-agent": options.userAgent },
  };
  const webSocket = new PatientWebSocket(address.url, wsOptions);
  let opened = false;
  let failure: Error | undefined;
  const note = (error: Error): void => {
    failure ??= error;
  };
  // The library keeps the error of an open socket to itself.
  socket.on("error", note);
  webSocket.on("message", (data: Buffer, isBinary: boolean) => listener.onMessage(data, isBinary));
  webSocket.on("ping", () => listener.onSign());
  webSocket.on("pong", (payload) => listener.onPong(payload));
  webSocket.on("error", note);
  webSocket.onPeerClose = (code) => {
    // What the library itself finds wrong it answers with a close frame, too: there is nothing to wait for then.
    if (failure === undefined && opened) listener.onPeerClose(code);
    else webSocket.closeNow();
  };
  webSocket.once("open", () => {
    opened = true;
    listener.attach({ webSocket, socket, close: () => webSocket.closeNow() });
  });
  webSocket.once("close", (code) => {
    if (opened) listener.onClose(code, failure);
  });
  return upgrade(webSocket, options);
}

function upgrade(webSocket: WebSocket, options: OpenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void): void => {
      options.clock.clearTimeout(timer);
      options.signal.removeEventListener("abort", onAbort);
      webSocket.off("open", onOpen).off("error", onError).off("unexpected-response", onRefused);
      action();
    };
    const fail = (error: unknown): void => {
      settle(() => reject(error));
      webSocket.terminate();
    };
    const onOpen = (): void => settle(resolve);
    const onAbort = (): void => fail(options.signal.reason);
    const onError = (cause: Error): void =>
      fail(
        retryable("handshake_refused", `The WebSocket handshake failed: ${cause.message}. The SDK tries again.`, cause),
      );
    const onRefused = (_request: unknown, response: IncomingMessage): void => {
      response.resume();
      fail(refusal(response, options.redact));
    };
    const timer = options.clock.setTimeout(
      () =>
        fail(
          retryable(
            "handshake_timeout",
            `The WebSocket handshake did not end within ${options.handshakeTimeoutMs} ms. The SDK tries again.`,
          ),
        ),
      options.handshakeTimeoutMs,
    );
    webSocket.once("open", onOpen).once("error", onError).once("unexpected-response", onRefused);
    if (options.signal.aborted) return onAbort();
    options.signal.addEventListener("abort", onAbort);
  });
}

/**
 * The platform says why it refuses in three headers. Any refusal but those of {@link DECISIVE_CODES} may be over with a
 * fresh ticket, as in all official clients: even 514, since the credentials have just been accepted.
 */
function refusal(response: IncomingMessage, redact: (text: string) => string): ConnectionError {
  const status = headerNumber(response, HANDSHAKE_HEADER.status);
  const authErrorCode = headerNumber(response, HANDSHAKE_HEADER.authErrorCode);
  const message = response.headers[HANDSHAKE_HEADER.message];
  const said =
    `The WebSocket upgrade was refused with HTTP ${response.statusCode}, handshake status ${status ?? "none"}` +
    (message === undefined ? "" : ` (${redact(String(message))})`);
  const code = [status, authErrorCode].find((said) => said !== undefined && DECISIVE_CODES.includes(said));
  if (code === undefined) return retryable("handshake_refused", `${said}. The SDK tries again.`);
  const policy = connectPolicy(code);
  return new ConnectionError(policy.error, `${said}, code ${code}. ${policy.advice}`, {
    retryable: policy.verdict !== "fatal",
    platformCode: code,
  });
}

/** Codes of a refused upgrade that another ticket does not change. */
const DECISIVE_CODES: readonly number[] = [DISCOVERY_CODE.forbidden, DISCOVERY_CODE.connectionLimit];

function headerNumber(response: IncomingMessage, name: string): number | undefined {
  const value = response.headers[name];
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

function dialFailure(error: DialError, target: URL): ConnectionError {
  const code = error.step === "proxy" ? "proxy_refused" : "socket_unreachable";
  const hint = error.step === "tls" ? " If your network has a certificate authority of its own, give it as ca." : "";
  const fault = `${target.host}, which the platform named, cannot be reached. ${error.message}.`;
  return retryable(code, `${fault}${hint}`, error);
}

function retryable(code: ConnectionError["code"], message: string, cause?: unknown): ConnectionError {
  return new ConnectionError(code, message, { retryable: true, cause });
}
