import type { CardContent } from "../card-updates/card-content.ts";
import type { CardHandle } from "../card-updates/card-handle.ts";
import { cardHandle, nothingFollows, stopAnswering } from "../dispatch/answering-parts.ts";
import { drained, drainTimeout, invalidDrainTimeout } from "../drain.ts";
import { Log } from "../logger.ts";
import type { Metric } from "../observability/metric.ts";
import { Redactor } from "../redactor.ts";
import { receiverMetrics } from "./receiver-metrics.ts";
import { RequestAnswerer } from "./request-answerer.ts";
import { faultAnswer, toResponse } from "./webhook-answer.ts";
import type { WebhookHealth } from "./webhook-health.ts";
import {
  type ResolvedWebhookOptions,
  resolveWebhookOptions,
  type WebhookReceiverOptions,
} from "./webhook-receiver-options.ts";
import type { WebhookRequest } from "./webhook-request.ts";
import type { WebhookResponse } from "./webhook-response.ts";

/** Options of {@link WebhookReceiver.close}. */
export interface WebhookCloseOptions {
  /** How long running handlers may take to answer before their requests get 503, milliseconds. Default 3,000. */
  drainTimeoutMs?: number | undefined;
}

/**
 * Receives callbacks and events that the platform sends to your server. It knows no framework: an adapter hands it each
 * request and sends what it answers.
 *
 * @example
 * const receiver = new WebhookReceiver({ dispatcher, encryptKey, verificationToken });
 * const { status, headers, body, sent } = await receiver.handle(request);
 */
export class WebhookReceiver {
  /** Bytes of a body beyond which it is refused: an adapter need not read more than one byte further. */
  readonly maxBodyBytes: number;
  /** The only path that is served; `undefined`: all are. */
  readonly path: string | undefined;
  readonly #options: ResolvedWebhookOptions;
  readonly #log: Log;
  readonly #answerer: RequestAnswerer;
  #state: WebhookHealth["state"] = "open";
  #closing: Promise<void> | undefined;
  readonly #onAbort = (): void => void this.close();

  /** @throws ConfigError `invalid_option`, `webhook_not_secured` */
  constructor(options: WebhookReceiverOptions) {
    this.#options = resolveWebhookOptions(options);
    const { limits, path, signal } = this.#options;
    this.maxBodyBytes = limits.maxBodyBytes;
    this.path = path;
    this.#log = makeLog(this.#options);
    this.#answerer = new RequestAnswerer(this.#options, this.#log);
    this.#warnOfNoSecret();
    signal?.addEventListener("abort", this.#onAbort);
    if (signal?.aborted) void this.close();
  }

  /** The answer to one request. Never rejects, whatever the request is and whatever the handlers do. */
  async handle(request: WebhookRequest): Promise<WebhookResponse> {
    this.#answerer.statistics.received += 1;
    try {
      return toResponse(await this.#answerer.answer(request));
    } catch (error) {
      this.#log.error("a request could not be handled", { error });
      return toResponse(faultAnswer("internal_error"));
    }
  }

  /**
   * The answer to a request whose body was read, and not kept, by something in front of the adapter.
   *
   * @param advice what to change in the app, for the log
   */
  refuseParsedBody(advice: string): WebhookResponse {
    this.#answerer.statistics.received += 1;
    return toResponse(this.#answerer.reportParsedBody(advice));
  }

  /**
   * A handle of a card that this app has sent, for changes without a click or with those that follow.
   *
   * @param messageId `om_…`, as `sendMessage` returns it
   * @param card what was sent: a change into another schema is refused at once then
   * @throws ConfigError `invalid_option` when the receiver has no `api`
   */
  cardHandle(messageId: string, card?: CardContent): CardHandle {
    return cardHandle(this.#answerer.answering.cardUpdates, messageId, card);
  }

  /** What the receiver is doing and has seen. */
  health(): WebhookHealth {
    const { answering, replays, running, statistics } = this.#answerer;
    return {
      state: this.#state,
      ready: this.#state === "open",
      notReadyBecause: this.#state === "open" ? undefined : this.#state,
      runningHandlers: running.count,
      backgroundWorks: answering.works.running,
      rememberedRequests: replays.size,
      statistics: { ...statistics, refused: { ...statistics.refused } },
      unknownTypes: Object.fromEntries(this.#options.dispatcher.unknownTypes),
    };
  }

  /** The same as numbers for a metrics system; `larkwire/health` writes them for Prometheus. */
  metrics(): readonly Metric[] {
    return receiverMetrics(this.health());
  }

  /**
   * Stops: new requests get 503, and running handlers may still answer. Resolves when none is left, no work for later
   * either, or their time is over. A second call returns the same promise. Do not wait for it inside a handler: it waits
   * for that handler.
   *
   * @throws ConfigError (as a rejection) `invalid_option`
   */
  close(options: WebhookCloseOptions = {}): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    const drainTimeoutMs = drainTimeout(options.drainTimeoutMs);
    if (drainTimeoutMs === undefined) return Promise.reject(invalidDrainTimeout());
    this.#state = "closing";
    this.#answerer.isClosed = true;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    this.#closing = this.#drain(drainTimeoutMs);
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #drain(timeoutMs: number): Promise<void> {
    const { answering, running } = this.#answerer;
    const done = running.idle().then(() => nothingFollows(answering));
    await drained(done, timeoutMs, this.#options.clock, () =>
      this.#log.warn("closing while handlers still run: requests that still wait get 503", {
        running: running.count,
        background: answering.works.running,
      }),
    );
    running.stop();
    stopAnswering(answering);
    this.#state = "closed";
  }

  #warnOfNoSecret(): void {
    const { encryptKey, verificationToken } = this.#options;
    if (encryptKey !== undefined || verificationToken !== undefined) return;
    this.#log.warn("insecure is true and there is neither key nor token: whoever knows the URL can send anything");
  }
}

function makeLog({ encryptKey, verificationToken, logger, logLevel }: ResolvedWebhookOptions): Log {
  const redactor = new Redactor();
  for (const secret of [encryptKey, verificationToken]) if (secret !== undefined) redactor.add(secret);
  return new Log(logger, logLevel, redactor);
}
