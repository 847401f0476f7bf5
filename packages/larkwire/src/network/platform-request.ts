import { type Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { Clock } from "../clock.ts";
import { bareHost, portOf } from "./proxy.ts";

/** One HTTP request to the platform. */
export interface PlatformRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  /** In lower case. `host`, `content-type` and `content-length` are set already. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; `undefined` is no body. */
  readonly body?: unknown;
  /** From the moment there is a socket to the reply's last byte, milliseconds. Dialling has a limit of its own. */
  readonly timeoutMs: number;
  /** Bytes of the reply's body that are read; a longer one is an error. */
  readonly maxReplyBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** `false`: a socket of its own, closed afterwards. Default `true`. */
  readonly keepAlive?: boolean;
  /**
   * Whether the platform may get it twice, which can happen when a socket that had waited turns out to be closed.
   * Default: every method but `POST`.
   */
  readonly isRepeatable?: boolean | undefined;
}

/** The platform's reply, whatever its status. */
export interface PlatformReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * - `timeout`: no complete reply in time;
 * - `broken`: the connection failed, before or in the middle of the reply;
 * - `reply_too_large`: more bytes than `maxReplyBytes`;
 * - `no_http`: the other side switches protocols instead of answering.
 */
export type RequestFault = "timeout" | "broken" | "reply_too_large" | "no_http";

/** A request that left and has no reply: the platform may have got it. */
export class RequestError extends Error {
  readonly fault: RequestFault;
  /** The socket had waited for this request, and failed before the reply began: the other side may just have closed it. */
  readonly wasIdle: boolean;

  constructor(fault: RequestFault, message: string, details: { cause?: unknown; wasIdle?: boolean } = {}) {
    super(message, { cause: details.cause });
    this.name = "RequestError";
    this.fault = fault;
    this.wasIdle = details.wasIdle ?? false;
  }
}

/**
 * Makes one request on a socket of `agent`.
 *
 * @throws whatever the agent's dial throws, RequestError, or the signal's reason
 */
export function platformRequest(wanted: PlatformRequest, agent: Agent, clock: Clock): Promise<PlatformReply> {
  const { url, signal, timeoutMs } = wanted;
  const body = wanted.body === undefined ? undefined : JSON.stringify(wanted.body);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = httpRequest({
      agent,
      method: wanted.method,
      host: bareHost(url),
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...bodyHeaders(body), ...wanted.headers },
    });
    let timer: object | undefined;
    let hasReply = false;
    const release = (): void => {
      if (timer !== undefined) clock.clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const fail = (error: unknown): void => {
      release();
      reject(error);
      request.destroy();
    };
    const onAbort = (): void => fail(signal?.reason);
    signal?.addEventListener("abort", onAbort);
    request.once("socket", () => {
      timer = clock.setTimeout(() => fail(new RequestError("timeout", `no reply within ${timeoutMs} ms`)), timeoutMs);
    });
    request.on("error", (cause) => {
      // Without a socket the request never left: this is why there is none.
      if (request.socket === null) return fail(cause);
      const wasIdle = request.reusedSocket && !hasReply;
      fail(new RequestError("broken", cause.message, { cause, wasIdle }));
    });
    request.on("upgrade", (_response, socket) => {
      socket.destroy();
      fail(new RequestError("no_http", "the other side switches protocols"));
    });
    request.on("response", (response) => {
      hasReply = true;
      readBody(response, wanted.maxReplyBytes).then((text) => {
        release();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      }, fail);
    });
    request.end(body);
  });
}

function bodyHeaders(body: string | undefined): Record<string, string | number> {
  if (body === undefined) return {};
  return { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) throw new RequestError("reply_too_large", `the reply is longer than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof RequestError) throw cause;
    throw new RequestError("broken", "the connection broke in the middle of the reply", { cause });
  }
  return Buffer.concat(chunks).toString("utf8");
}
