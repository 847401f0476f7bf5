import { DISCOVERY_CODE, DISCOVERY_PATH, type DiscoveryRequest } from "@larkwire/protocol";
import { ConnectionError } from "../../errors.ts";
import { DialError } from "../../network/dial-step.ts";
import type { Network } from "../../network/network.ts";
import { otherBrand } from "../../network/platform-domain.ts";
import { type PlatformReply, RequestError, type RequestFault } from "../../network/platform-request.ts";
import { bareHost, isLoopback } from "../../network/proxy.ts";
import { connectPolicy } from "./connect-policy.ts";
import { type ConnectionUrl, parseConnectionUrl } from "./connection-url.ts";

/** Bytes of a reply that are read; a real one has a few hundred. */
const MAX_REPLY_BYTES = 64 * 1024;

export interface DiscoveryOptions {
  readonly network: Pick<Network, "request">;
  readonly signal: AbortSignal;
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
  const credentials: DiscoveryRequest = { AppID: options.appId, AppSecret: options.appSecret };
  const reply = await options.network
    .request({
      method: "POST",
      url: target,
      headers: { locale: "zh", "user-agent": options.userAgent },
      body: credentials,
      timeoutMs: options.timeoutMs,
      maxReplyBytes: MAX_REPLY_BYTES,
      signal: options.signal,
      // After a loss the network may be another one: no socket from before.
      keepAlive: false,
    })
    .catch((error: unknown) => {
      if (error instanceof DialError) throw dialFailure(error, target);
      throw error instanceof RequestError ? requestFailure(error) : error;
    });
  return readReply(reply, options);
}

function readReply(reply: PlatformReply, options: DiscoveryOptions): Endpoint {
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

/** An app of the other brand is refused as a stranger, or by name. */
const BRAND_HINTS: Partial<Record<ConnectionError["code"], (brand: string) => string>> = {
  wrong_domain: (brand) => ` Try domain: "${brand}".`,
  credentials_rejected: (brand) => ` If the app is one of ${brand}, set domain: "${brand}".`,
};

function codeFailure(code: number, msg: string, origin: URL): ConnectionError {
  const policy = connectPolicy(code);
  const brand = otherBrand(origin);
  const hint = brand === undefined ? "" : (BRAND_HINTS[policy.error]?.(brand) ?? "");
  return new ConnectionError(
    policy.error,
    `The platform refused the long connection with code ${code}${msg === "" ? "" : ` (${msg})`}. ${policy.advice}${hint}`,
    { retryable: policy.verdict !== "fatal", platformCode: code },
  );
}

function statusFailure(reply: PlatformReply, options: DiscoveryOptions): ConnectionError {
  const { "retry-after": retryAfter, location } = reply.headers;
  const seconds = Number(retryAfter);
  const retryAfterMs = retryAfter !== undefined && seconds >= 0 ? seconds * 1000 : undefined;
  const redirect = location === undefined ? "" : " It points elsewhere; redirects are not followed with credentials.";
  return discoveryError(
    "discovery_http_status",
    `answered with HTTP status ${reply.status} instead of 200.${redirect} Check that ${options.origin.origin} is the platform's origin`,
    { retryAfterMs },
  );
}

const REQUEST_FAILURES: Record<RequestFault, ConnectionError["code"]> = {
  timeout: "discovery_timeout",
  broken: "discovery_unreachable",
  reply_too_large: "discovery_bad_reply",
  no_http: "discovery_bad_reply",
};

function requestFailure(error: RequestError): ConnectionError {
  return discoveryError(REQUEST_FAILURES[error.fault], `failed: ${error.message}`, { cause: error });
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
  return discoveryError(code, `at ${target.host} cannot be reached: ${error.message}. ${nextStep(error, target)}`, {
    cause: error,
  });
}

function nextStep(error: DialError, target: URL): string {
  if (error.step === "tls") return "If your network has a certificate authority of its own, give it as the option ca";
  if (isLoopback(bareHost(target))) return "Check that the emulator runs there";
  return "Check the network, and that domain is right";
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
