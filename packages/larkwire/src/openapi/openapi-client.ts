import { setMaxListeners } from "node:events";
import { Log } from "../logger.ts";
import { Network } from "../network/network.ts";
import { Redactor } from "../redactor.ts";
import { USER_AGENT } from "../version.ts";
import { callUrl } from "./call-url.ts";
import {
  type OpenApiClientOptions,
  type ResolvedOpenApiOptions,
  resolveOpenApiOptions,
} from "./openapi-client-options.ts";
import { badReplyError, closedApiError, noReplyError, refusedError } from "./openapi-errors.ts";
import { openApiVerdict } from "./openapi-policy.ts";
import { type OpenApiReply, readOpenApiReply } from "./openapi-reply.ts";
import { RateLimitWait } from "./rate-limit-wait.ts";
import { type FreshToken, TenantAccessToken } from "./tenant-access-token.ts";

/** One call of the REST API. */
export interface OpenApiCall {
  /** HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From `/open-apis/` on, without a query. Ids in it have to be escaped. */
  readonly path: string;
  /** Parameters of the query. Default: none. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Whether it does no harm when the platform gets it twice: it is sent again then when a socket that had waited turns
   * out to be closed. Default: every method but `POST`.
   */
  readonly isRepeatable?: boolean | undefined;
  /** Gives the call up; what the platform has got by then may still be carried out. */
  readonly signal?: AbortSignal | undefined;
}

/** The body of a successful reply, as the platform sends it: most calls have their result in `data`. */
export type OpenApiBody = Readonly<Record<string, unknown>>;

const TOKEN_PATH = "/open-apis/auth/v3/tenant_access_token/internal";

/**
 * The few calls of the platform's REST API that answering callbacks needs, as the app itself: with its
 * `tenant_access_token`, made, kept and renewed here. For everything else use a client of your own, with
 * {@link tenantAccessToken} of this one.
 */
export class OpenApiClient {
  readonly #options: ResolvedOpenApiOptions;
  readonly #redactor = new Redactor();
  readonly #log: Log;
  readonly #network: Network;
  readonly #token: TenantAccessToken;
  readonly #closing = new AbortController();

  /** @throws ConfigError `invalid_option` */
  constructor(options: OpenApiClientOptions) {
    this.#options = resolveOpenApiOptions(options);
    const { appSecret, ca, clock, limits, logger, logLevel, proxy } = this.#options;
    // Each call that runs listens to it, and as many may run as the app likes.
    setMaxListeners(0, this.#closing.signal);
    this.#redactor.add(appSecret);
    this.#log = new Log(logger, logLevel, this.#redactor);
    this.#network = new Network({ clock, proxy, ca, dialStepTimeoutMs: limits.dialStepTimeoutMs });
    this.#token = new TenantAccessToken(clock, () => this.#fetchToken());
  }

  /** The app that asks. */
  get appId(): string {
    return this.#options.appId;
  }

  /** Where it asks, such as `https://open.feishu.cn`: the base URL for another client of the same app. */
  get origin(): string {
    return this.#options.origin.origin;
  }

  /**
   * A `tenant_access_token` that is good for some minutes at least. Ask each time, and do not keep it: asking costs
   * nothing while there is one.
   *
   * @throws OpenApiError
   */
  async tenantAccessToken(): Promise<string> {
    if (this.#closing.signal.aborted) throw closedApiError("The request for a token");
    return this.#token.get();
  }

  /**
   * Makes one call. A token that the platform has revoked is replaced once, and when the platform takes no more requests
   * for the moment the call waits, within `limits.maxRateLimitWaitMs`: in both cases it had not been carried out.
   *
   * @throws OpenApiError, the signal's reason, or ConfigError `invalid_option` for a call that cannot be made
   */
  async request(call: OpenApiCall): Promise<OpenApiBody> {
    const url = callUrl(call.path, call.query, this.#options.origin);
    const what = `${call.method} ${url.pathname}`;
    const wait = new RateLimitWait(this.#options.clock, this.#options.limits.maxRateLimitWaitMs);
    let mayRenew = true;
    for (;;) {
      const token = await this.tenantAccessToken();
      const reply = await this.#exchange(call, url, what, { authorization: `Bearer ${token}` });
      if (reply.code === 0) return reply.body;
      const verdict = openApiVerdict(reply.code, reply.httpStatus);
      if (verdict === "token_rejected" && mayRenew) {
        mayRenew = false;
        this.#token.discard(token);
      } else if (verdict !== "rate_limited" || !(await wait.next(reply.retryAfterMs, this.#signalOf(call)))) {
        throw refusedError(what, reply, this.#redactor.redact(reply.msg));
      }
    }
  }

  /** Ends the sockets. Calls that run or follow fail with `api_closed`. */
  close(): void {
    this.#closing.abort(closedApiError("The call"));
    this.#network.close();
  }

  async #exchange(
    call: Omit<OpenApiCall, "path" | "query">,
    url: URL,
    what: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<OpenApiReply> {
    const { clock, limits } = this.#options;
    const startedAtMs = clock.monotonicMs();
    const signal = this.#signalOf(call);
    const raw = await this.#network
      .request({
        method: call.method,
        url,
        headers: { ...headers, "user-agent": USER_AGENT },
        body: call.body,
        isRepeatable: call.isRepeatable,
        timeoutMs: limits.requestTimeoutMs,
        maxReplyBytes: limits.maxReplyBytes,
        signal,
      })
      .catch((error: unknown) => {
        throw noReplyError(what, error, signal);
      });
    const reply = readOpenApiReply(raw);
    const durationMs = Math.round(clock.monotonicMs() - startedAtMs);
    this.#log.debug(what, { httpStatus: raw.status, platformCode: reply?.code, logId: reply?.logId, durationMs });
    if (reply === undefined) throw badReplyError(what, raw.status);
    return reply;
  }

  async #fetchToken(): Promise<FreshToken> {
    const { appId, appSecret, origin } = this.#options;
    const what = "The request for a tenant_access_token";
    const body = { app_id: appId, app_secret: appSecret };
    const call = { method: "POST", body, isRepeatable: true } as const;
    const reply = await this.#exchange(call, new URL(TOKEN_PATH, origin), what, {});
    if (reply.code !== 0) throw refusedError(what, reply, this.#redactor.redact(reply.msg));
    const { tenant_access_token: token, expire } = reply.body;
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token) || typeof expire !== "number" || !(expire > 0)) {
      throw badReplyError(what, reply.httpStatus);
    }
    this.#redactor.addPassing(token);
    return { token, lifetimeMs: expire * 1000 };
  }

  #signalOf({ signal }: Pick<OpenApiCall, "signal">): AbortSignal {
    return signal === undefined ? this.#closing.signal : AbortSignal.any([signal, this.#closing.signal]);
  }
}
