import { isCallbackType } from "@larkwire/protocol";
import type { CardContent } from "../card-updates/card-content.ts";
import type { CardHandle } from "../card-updates/card-handle.ts";
import { CardUpdater } from "../card-updates/card-updater.ts";
import { invalidDrainTimeout, MAX_TIMER_MS } from "../check-transport-option.ts";
import { deferred } from "../deferred.ts";
import { type AnsweringParts, answerEnvelope, type IncomingEnvelope } from "../dispatch/answer-envelope.ts";
import { answeringParts, cardHandle, nothingFollows, stopAnswering } from "../dispatch/answering-parts.ts";
import { Log } from "../logger.ts";
import { Redactor } from "../redact.ts";
import { checkHttp } from "./check-http.ts";
import { readHeader } from "./read-header.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { RefusalLog } from "./refusal-log.ts";
import { ReplayGuard } from "./replay-guard.ts";
import { RequestVerifier, type VerifiedEnvelope } from "./request-verifier.ts";
import { RunningHandlers, type Unanswered } from "./running-handlers.ts";
import {
  answerFrom,
  challengeAnswer,
  faultAnswer,
  refusalAnswer,
  toResponse,
  type WebhookAnswer,
} from "./webhook-answer.ts";
import {
  type ResolvedWebhookOptions,
  resolveWebhookOptions,
  type WebhookReceiverOptions,
} from "./webhook-receiver-options.ts";
import type { WebhookRequest } from "./webhook-request.ts";
import type { WebhookResponse } from "./webhook-response.ts";
import { newWebhookStatistics, type WebhookStatistics } from "./webhook-statistics.ts";

/** How long {@link WebhookReceiver.close} waits for running handlers unless told otherwise: what the platform waits. */
const DEFAULT_DRAIN_TIMEOUT_MS = 3_000;

/** Characters of `X-Request-Id` that are taken over. It is not signed. */
const MAX_TRACE_ID_LENGTH = 200;

/** A snapshot of a receiver. */
export interface WebhookHealth {
  readonly state: "open" | "closing" | "closed";
  /** Handlers that have not ended, those included that have overrun their time. */
  readonly runningHandlers: number;
  /** Messages that are answered and whose handlers, or works for later, still run. */
  readonly backgroundWorks: number;
  /** Signed requests that are remembered, so that none is handled twice. */
  readonly rememberedRequests: number;
  readonly statistics: Readonly<WebhookStatistics>;
  /** Event types that arrived and had no handler, with how often each came. */
  readonly unknownTypes: Readonly<Record<string, number>>;
}

export interface WebhookCloseOptions {
  /** How long running handlers may take to answer before their requests get 503, milliseconds. Default 3,000. */
  drainTimeoutMs?: number | undefined;
}

/** When a request was there completely, on both scales of the clock. */
interface Receipt {
  readonly receivedAt: number;
  readonly receivedAtMs: number;
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
  readonly #refusals: RefusalLog;
  readonly #verifier: RequestVerifier;
  readonly #replays: ReplayGuard<WebhookAnswer>;
  readonly #running: RunningHandlers;
  readonly #answering: AnsweringParts;
  readonly #statistics = newWebhookStatistics();
  #state: WebhookHealth["state"] = "open";
  #isParsedBodyReported = false;
  #closing: Promise<void> | undefined;
  readonly #onAbort = (): void => void this.close();

  /** @throws ConfigError `invalid_option`, `webhook_not_secured` */
  constructor(options: WebhookReceiverOptions) {
    const resolved = resolveWebhookOptions(options);
    const { cardUpdates, clock, deadlineClock, dispatcher, limits, signal } = resolved;
    this.#options = resolved;
    this.maxBodyBytes = limits.maxBodyBytes;
    this.path = resolved.path;
    this.#log = makeLog(resolved);
    this.#refusals = new RefusalLog(this.#log, clock);
    this.#verifier = new RequestVerifier({ ...resolved, maxClockSkewMs: limits.maxClockSkewMs });
    this.#replays = new ReplayGuard({ maxRequests: limits.maxRememberedRequests, maxAgeMs: limits.maxClockSkewMs });
    this.#running = new RunningHandlers({
      clock: deadlineClock,
      maxRunning: limits.maxRunningHandlers,
      timeoutMs: limits.answerTimeoutMs,
    });
    this.#answering = answeringParts({
      clock: deadlineClock,
      dispatcher,
      log: this.#log,
      statistics: this.#statistics,
      cardUpdates: cardUpdates ?? cardUpdaterOf(resolved, this.#log),
    });
    this.#warnOfNoSecret();
    signal?.addEventListener("abort", this.#onAbort);
    if (signal?.aborted) void this.close();
  }

  /** The answer to one request. Never rejects, whatever the request is and whatever the handlers do. */
  async handle(request: WebhookRequest): Promise<WebhookResponse> {
    this.#statistics.received += 1;
    try {
      return toResponse(await this.#answer(request));
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
    this.#statistics.received += 1;
    return toResponse(this.#reportParsedBody(advice));
  }

  /**
   * A handle of a card that this app has sent, for changes without a click or with those that follow.
   *
   * @param messageId `om_…`, as `sendMessage` returns it
   * @param card what was sent: a change into another schema is refused at once then
   * @throws ConfigError `invalid_option` when the receiver has no `api`
   */
  cardHandle(messageId: string, card?: CardContent): CardHandle {
    return cardHandle(this.#answering.cardUpdates, messageId, card);
  }

  /** What the receiver is doing and has seen. */
  health(): WebhookHealth {
    return {
      state: this.#state,
      runningHandlers: this.#running.count,
      backgroundWorks: this.#answering.works.running,
      rememberedRequests: this.#replays.size,
      statistics: { ...this.#statistics, refused: { ...this.#statistics.refused } },
      unknownTypes: Object.fromEntries(this.#options.dispatcher.unknownTypes),
    };
  }

  /**
   * Stops: new requests get 503, and running handlers may still answer. Resolves when none is left or their time is
   * over. A second call returns the same promise. Do not wait for it inside a handler: it waits for that handler.
   *
   * @throws ConfigError (as a rejection) `invalid_option`
   */
  close(options: WebhookCloseOptions = {}): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    const { drainTimeoutMs = DEFAULT_DRAIN_TIMEOUT_MS } = options;
    if (!(drainTimeoutMs >= 0)) return Promise.reject(invalidDrainTimeout());
    this.#state = "closing";
    this.#closing = this.#drain(Math.min(drainTimeoutMs, MAX_TIMER_MS));
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #answer(request: WebhookRequest): WebhookAnswer | Promise<WebhookAnswer> {
    const { clock, path } = this.#options;
    const receipt = { receivedAt: clock.now(), receivedAtMs: clock.monotonicMs() };
    if (this.#state !== "open") return this.#refuse(refuse("receiver_closed"), request);
    const refusal = checkHttp(request, path);
    if (refusal !== undefined) return this.#refuse(refusal, request);
    if (!ArrayBuffer.isView(request.body)) return this.#reportParsedBody("pass the body as a Uint8Array");
    if (request.body.length > this.maxBodyBytes) return this.#refuse(refuse("body_too_large"), request);
    const verified = this.#verifier.verify(request, receipt.receivedAt);
    if (verified.kind === "refused") return this.#refuse(verified, request);
    if (verified.kind === "envelope") return this.#answerOnce(verified, request, receipt);
    this.#statistics.challenges += 1;
    return challengeAnswer(verified.challenge);
  }

  /** Runs the handler, unless the very same request has come before. */
  #answerOnce(
    verified: VerifiedEnvelope,
    request: WebhookRequest,
    receipt: Receipt,
  ): WebhookAnswer | Promise<WebhookAnswer> {
    const { proof } = verified;
    const encounter = proof === undefined ? undefined : this.#replays.look(proof);
    if (encounter?.kind === "refused") return this.#refuse(encounter, request);
    if (encounter?.kind === "seen") {
      this.#statistics.repeated += 1;
      return encounter.answer;
    }
    const isCallback = isCallbackType(verified.envelope.type);
    if (!this.#running.hasRoom(isCallback)) return this.#refuse(refuse("overloaded"), request);
    const answer = this.#run(verified, isCallback, request, receipt);
    if (proof !== undefined) this.#replays.remember(proof, answer, receipt.receivedAt);
    return answer;
  }

  #run(
    { envelope, payload, proof }: VerifiedEnvelope,
    isCallback: boolean,
    { headers }: WebhookRequest,
    { receivedAt, receivedAtMs }: Receipt,
  ): Promise<WebhookAnswer> {
    const incoming: IncomingEnvelope = {
      envelope,
      payload,
      transport: "webhook",
      receivedAt,
      receivedAtMs,
      traceId: traceIdOf(headers),
      messageId: "",
      connectionId: "",
    };
    const handling = answerEnvelope(incoming, this.#log, this.#answering);
    return this.#running.waitFor(handling, isCallback, (result) => {
      const answer = typeof result === "string" ? this.#giveUp(result, envelope.type) : answerFrom(result);
      if (typeof result !== "string" && result.isLate) this.#statistics.late += 1;
      this.#statistics[answer.status === 200 ? "answered" : "failed"] += 1;
      if (proof !== undefined) this.#replays.weigh(proof, answer.body.length);
      return answer;
    });
  }

  #giveUp(reason: Unanswered, type: string): WebhookAnswer {
    if (reason === "receiver_closed") return refusalAnswer(refuse(reason));
    const { answerTimeoutMs } = this.#options.limits;
    this.#log.error(`the handler of ${type} has not ended after ${answerTimeoutMs} ms: its request got 500`);
    return faultAnswer(reason);
  }

  #refuse(refusal: Refusal, { headers, body }: WebhookRequest): WebhookAnswer {
    const { refused } = this.#statistics;
    refused[refusal.code] = (refused[refusal.code] ?? 0) + 1;
    this.#refusals.note(refusal, () => ({
      bytes: body?.length,
      traceId: traceIdOf(headers),
    }));
    return refusalAnswer(refusal);
  }

  #reportParsedBody(advice: string): WebhookAnswer {
    if (!this.#isParsedBodyReported) {
      this.#log.error(
        `something in front of the receiver has read the body, and its bytes, which are signed, are gone: ${advice}. This is said once.`,
      );
    }
    this.#isParsedBodyReported = true;
    return faultAnswer("raw_body_needed");
  }

  #warnOfNoSecret(): void {
    const { encryptKey, verificationToken } = this.#options;
    if (encryptKey !== undefined || verificationToken !== undefined) return;
    this.#log.warn("insecure is true and there is neither key nor token: whoever knows the URL can send anything");
  }

  async #drain(timeoutMs: number): Promise<void> {
    const { clock, signal } = this.#options;
    const { works } = this.#answering;
    signal?.removeEventListener("abort", this.#onAbort);
    const timeUp = deferred<void>();
    const timer = clock.setTimeout(() => {
      this.#log.warn("closing while handlers still run: requests that still wait get 503", {
        running: this.#running.count,
        background: works.running,
      });
      timeUp.resolve();
    }, timeoutMs);
    await Promise.race([this.#running.idle().then(() => nothingFollows(this.#answering)), timeUp.promise]);
    clock.clearTimeout(timer);
    this.#running.stop();
    stopAnswering(this.#answering);
    this.#state = "closed";
  }
}

function traceIdOf(headers: WebhookRequest["headers"]): string {
  return readHeader(headers, "x-request-id")?.slice(0, MAX_TRACE_ID_LENGTH) ?? "";
}

function cardUpdaterOf({ api, deadlineClock: clock }: ResolvedWebhookOptions, log: Log): CardUpdater | undefined {
  return api === undefined ? undefined : new CardUpdater({ clock, log, client: () => api });
}

function makeLog({ encryptKey, verificationToken, logger, logLevel }: ResolvedWebhookOptions): Log {
  const redactor = new Redactor();
  for (const secret of [encryptKey, verificationToken]) if (secret !== undefined) redactor.add(secret);
  return new Log(logger, logLevel, redactor);
}
