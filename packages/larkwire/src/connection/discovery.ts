import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { DISCOVERY_CODE, DISCOVERY_PATH, type DiscoveryRequest } from "@larkwire/protocol";
import { ConnectionError } from "../errors.ts";
import { type DialOptions, dial } from "../network/dial.ts";
import { DialError } from "../network/dial-step.ts";
import { otherBrand } from "../network/platform-domain.ts";
import { bareHost, isLoopback } from "../network/proxy.ts";
import { connectPolicy } from "./connect-policy.ts";
import { type ConnectionUrl, parseConnectionUrl } from "./connection-url.ts";

/** Bytes of a reply that are read; a real one has a few hundred. */
const MAX_REPLY_BYTES = 64 * 1024;

export interface DiscoveryOptions extends DialOptions {
  readonly origin: URL;
  readonly appId: string;
  readonly appSecret: string;
  readonly userAgent: string;
  /** From the request's first byte to the reply's last, milliseconds. */
  readonly timeoutMs: number;
  /** Takes credentials out of what the platform says before an error quotes it. */
  readonly redact: (text: string) => string;
}

/** Where to connect, and `ClientConfig` as it came: unchecked, absent when the platform sent none. */
export interface Endpoint {
  readonly address: ConnectionUrl;
  readonly clientConfig: unknown;
}

/**
 * Asks the platform for the address of a long connection.
 *
 * @throws ConnectionError, or the signal's reason
 */
export async function discoverEndpoint(options: DiscoveryOptions): Promise<Endpoint> {
  const target = new URL(DISCOVERY_PATH, options.origin);
  const socket = await dial(target, options).catch((error: unknown) => {
    throw error instanceof DialError ? dialFailure(error, target) : error;
  });
  try {
    return readReply(await post(socket, target, options), options);
  } finally {
    socket.destroy();
  }
}

interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

function post(socket: Socket, target: URL, options: DiscoveryOptions): Promise<Reply> {
  const credentials: DiscoveryRequest = { AppID: options.appId, AppSecret: options.appSecret };
  const body = JSON.stringify(credentials);
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      method: "POST",
      path: target.pathname,
      headers: {
        host: target.host,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        locale: "zh",
        "user-agent": options.userAgent,
        connection: "close",
      },
      createConnection: () => socket,
    });
    const settle = (action: () => void): void => {
      options.clock.clearTimeout(timer);
      options.signal.removeEventListener("abort", onAbort);
      action();
      request.destroy();
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const onAbort = (): void => fail(options.signal.reason);
    const timer = options.clock.setTimeout(
      () => fail(discoveryError("discovery_timeout", `did not answer within ${options.timeoutMs} ms`)),
      options.timeoutMs,
    );
    request.on("error", (cause) =>
      fail(discoveryError("discovery_unreachable", `failed: ${cause.message}`, { cause })),
    );
    if (options.signal.aborted) return onAbort();
    options.signal.addEventListener("abort", onAbort);
    request.on("upgrade", () => fail(discoveryError("discovery_bad_reply", "switches protocols instead of answering")));
    request.on("response", (response) => {
      collect(response).then((reply) => settle(() => resolve(reply)), fail);
    });
    request.end(body);
  });
}

async function collect(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_REPLY_BYTES)
        throw discoveryError("discovery_bad_reply", `is longer than ${MAX_REPLY_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof ConnectionError) throw cause;
    throw discoveryError("discovery_unreachable", "broke off in the middle of its reply", { cause });
  }
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers["retry-after"],
    location: response.headers.location,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function readReply(reply: Reply, options: DiscoveryOptions): Endpoint {
  if (reply.status !== 200) throw statusFailure(reply, options);
  const { code, msg, data } = parseReply(reply.body);
  if (code !== DISCOVERY_CODE.ok) throw codeFailure(code, options.redact(msg), options.origin);
  const { URL: url, ClientConfig: clientConfig } = (data ?? {}) as { URL?: unknown; ClientConfig?: unknown };
  const address = parseConnectionUrl(url);
  if (address === undefined) throw discoveryError("discovery_bad_reply", "names no WebSocket URL");
  return { address, clientConfig };
}

/** A code is taken as number or as decimal text, since one official client accepts both. */
function parseReply(body: string): { code: number; msg: string; data: unknown } {
  let reply: { code?: unknown; msg?: unknown; data?: unknown } | null;
  try {
    reply = JSON.parse(body);
  } catch (cause) {
    throw discoveryError(
      "discovery_bad_reply",
      "is not JSON; something between here and the platform may answer for it",
      {
        cause,
      },
    );
  }
  const code = typeof reply?.code === "string" && /^\d+$/.test(reply.code) ? Number(reply.code) : reply?.code;
  if (typeof code !== "number") throw discoveryError("discovery_bad_reply", "has no code");
  return { code, msg: typeof reply?.msg === "string" ? reply.msg : "", data: reply?.data };
}

function codeFailure(code: number, msg: string, origin: URL): ConnectionError {
  const policy = connectPolicy(code);
  const brand = policy.error === "wrong_domain" ? otherBrand(origin) : undefined;
  const hint = brand === undefined ? "" : ` Try domain: "${brand}".`;
  return new ConnectionError(
    policy.error,
    `The platform refused the long connection with code ${code}${msg === "" ? "" : ` (${msg})`}. ${policy.advice}${hint}`,
    { retryable: policy.verdict !== "fatal", platformCode: code },
  );
}

function statusFailure(reply: Reply, options: DiscoveryOptions): ConnectionError {
  const seconds = Number(reply.retryAfter);
  const retryAfterMs = reply.retryAfter !== undefined && seconds >= 0 ? seconds * 1000 : undefined;
  const redirect =
    reply.location === undefined ? "" : " It points elsewhere; redirects are not followed with credentials.";
  return discoveryError(
    "discovery_http_status",
    `answered with HTTP status ${reply.status} instead of 200.${redirect} Check that ${options.origin.origin} is the platform's origin`,
    { retryAfterMs },
  );
}

function dialFailure(error: DialError, target: URL): ConnectionError {
  if (error.step === "proxy") {
    return new ConnectionError(
      "proxy_refused",
      `The proxy opens no tunnel. ${error.message}. Check the proxy option.`,
      {
        retryable: true,
        cause: error,
      },
    );
  }
  const code = error.timedOut ? "discovery_timeout" : "discovery_unreachable";
  const step = isLoopback(bareHost(target)) ? "that the emulator runs there" : "the network, and that domain is right";
  return discoveryError(code, `at ${target.host} cannot be reached: ${error.message}. Check ${step}`, { cause: error });
}

function discoveryError(
  code: ConnectionError["code"],
  fault: string,
  details: { cause?: unknown; retryAfterMs?: number | undefined } = {},
): ConnectionError {
  return new ConnectionError(code, `The platform's discovery address ${fault}. The SDK tries again.`, {
    retryable: true,
    ...details,
  });
}
