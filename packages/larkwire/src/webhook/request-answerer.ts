import { isCallbackType } from "@larkwire/protocol";
import { CardUpdater } from "../card-updates/card-updater.ts";
import type { CardUpdates } from "../card-updates/card-updates.ts";
import type { Answer, IncomingEnvelope } from "../dispatch/answering/answer.ts";
import { answerEnvelope } from "../dispatch/answering/answer-envelope.ts";
import type { AnsweringParts } from "../dispatch/answering-parts.ts";
import { answeringParts } from "../dispatch/answering-parts.ts";
import type { Log } from "../logger.ts";
import { checkHttp } from "./check-http.ts";
import { readHeader } from "./read-header.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { RefusalLog } from "./refusal-log.ts";
import { ReplayGuard } from "./replay-guard.ts";
import { RequestVerifier, type VerifiedEnvelope } from "./request-verifier.ts";
import { RunningHandlers, type Unanswered, type Waiter } from "./running-handlers.ts";
import { answerFrom, challengeAnswer, faultAnswer, refusalAnswer, type WebhookAnswer } from "./webhook-answer.ts";
import type { ResolvedWebhookOptions } from "./webhook-receiver-options.ts";
import type { WebhookRequest } from "./webhook-request.ts";
import { newWebhookStatistics, type WebhookStatistics } from "./webhook-statistics.ts";

/** Characters of `X-Request-Id` that are taken over. It is not signed. */
const MAX_TRACE_ID_LENGTH = 200;

/** When a request was there completely, on both scales of the clock. */
interface Receipt {
  readonly receivedAt: number;
  readonly receivedAtMs: number;
}

/** The way of a request: HTTP, signature, decryption, token, not twice, handler. Each step may refuse it. */
export class RequestAnswerer {
  readonly statistics: WebhookStatistics = newWebhookStatistics();
  readonly running: RunningHandlers;
  readonly replays: ReplayGuard<WebhookAnswer>;
  readonly answering: AnsweringParts;
  /** From now on everything is turned away. */
  isClosed = false;
  readonly #options: ResolvedWebhookOptions;
  readonly #log: Log;
  readonly #refusals: RefusalLog;
  readonly #verifier: RequestVerifier;
  #isParsedBodyReported = false;

  constructor(options: ResolvedWebhookOptions, log: Log) {
    const { clock, deadlineClock, dispatcher, limits } = options;
    this.#options = options;
    this.#log = log;
    this.#refusals = new RefusalLog(log, clock);
    this.#verifier = new RequestVerifier({ ...options, maxClockSkewMs: limits.maxClockSkewMs });
    this.replays = new ReplayGuard({ maxRequests: limits.maxRememberedRequests, maxAgeMs: limits.maxClockSkewMs });
    this.running = new RunningHandlers({
      clock: deadlineClock,
      maxRunning: limits.maxRunningHandlers,
      timeoutMs: limits.answerTimeoutMs,
    });
    const { statistics } = this;
    const cardUpdates = cardUpdatesOf(options, log);
    this.answering = answeringParts({ clock: deadlineClock, dispatcher, log, statistics, cardUpdates });
  }

  /** May throw, or reject, when there is a mistake in this package or in an adapter. */
  answer(request: WebhookRequest): WebhookAnswer | Promise<WebhookAnswer> {
    const { clock, limits, path } = this.#options;
    const receipt = { receivedAt: clock.now(), receivedAtMs: clock.monotonicMs() };
    if (this.isClosed) return this.#refuse(refuse("receiver_closed"), request);
    const refusal = checkHttp(request, path);
    if (refusal !== undefined) return this.#refuse(refusal, request);
    if (!ArrayBuffer.isView(request.body)) return this.reportParsedBody("pass the body as a Uint8Array");
    if (request.body.length > limits.maxBodyBytes) return this.#refuse(refuse("body_too_large"), request);
    const verified = this.#verifier.verify(request, receipt.receivedAt);
    if (verified.kind === "refused") return this.#refuse(verified, request);
    if (verified.kind === "envelope") return this.#answerOnce(verified, request, receipt);
    this.statistics.challenges += 1;
    return challengeAnswer(verified.challenge);
  }

  /** Runs the handler, unless the very same request has come before. */
  #answerOnce(
    verified: VerifiedEnvelope,
    request: WebhookRequest,
    receipt: Receipt,
  ): WebhookAnswer | Promise<WebhookAnswer> {
    const { proof } = verified;
    const encounter = proof === undefined ? undefined : this.replays.look(proof);
    if (encounter?.kind === "refused") return this.#refuse(encounter, request);
    if (encounter?.kind === "seen") {
      this.statistics.repeated += 1;
      return encounter.answer;
    }
    if (!this.running.hasRoom(isCallbackType(verified.envelope.type))) {
      return this.#refuse(refuse("overloaded"), request);
    }
    const answer = this.#run(verified, request, receipt);
    if (proof !== undefined) this.replays.remember(proof, answer, receipt.receivedAt);
    return answer;
  }

  #run(verified: VerifiedEnvelope, { headers }: WebhookRequest, receipt: Receipt): Promise<WebhookAnswer> {
    const { envelope, payload } = verified;
    const { receivedAt, receivedAtMs } = receipt;
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
    const handling = answerEnvelope(incoming, this.#log, this.answering);
    return new Promise((resolve, reject) => this.running.run(handling, this.#waiter(verified, resolve, reject)));
  }

  #waiter(
    { envelope, proof }: VerifiedEnvelope,
    resolve: (answer: WebhookAnswer) => void,
    reject: (error: unknown) => void,
  ): Waiter {
    return {
      isCallback: isCallbackType(envelope.type),
      onAnswer: (given) => {
        const answer = typeof given === "string" ? this.#giveUp(given, envelope.type) : this.#count(given);
        if (proof !== undefined) this.replays.weigh(answer.body.length);
        resolve(answer);
      },
      onFault: reject,
    };
  }

  #count(given: Answer): WebhookAnswer {
    const answer = answerFrom(given);
    this.statistics[answer.status === 200 ? "answered" : "failed"] += 1;
    if (given.isLate) this.statistics.late += 1;
    return answer;
  }

  #giveUp(reason: Unanswered, type: string): WebhookAnswer {
    this.statistics.failed += 1;
    if (reason === "receiver_closed") return refusalAnswer(refuse(reason));
    const { answerTimeoutMs } = this.#options.limits;
    this.#log.error(`the handler of ${type} has not ended after ${answerTimeoutMs} ms: its request got 500`);
    return faultAnswer(reason);
  }

  #refuse(refusal: Refusal, { headers, body }: WebhookRequest): WebhookAnswer {
    const { refused } = this.statistics;
    refused[refusal.code] = (refused[refusal.code] ?? 0) + 1;
    this.#refusals.note(refusal, () => ({ bytes: body?.length, traceId: traceIdOf(headers) }));
    return refusalAnswer(refusal);
  }

  /** @param advice what to change so that the bytes come here */
  reportParsedBody(advice: string): WebhookAnswer {
    if (!this.#isParsedBodyReported) {
      this.#log.error(
        `something in front of the receiver has read the body, and its bytes, which are signed, are gone: ${advice}. This is said once.`,
      );
    }
    this.#isParsedBodyReported = true;
    return faultAnswer("raw_body_needed");
  }
}

/** What brings late cards to the person: the app's own, else the REST API, if the receiver has it. */
function cardUpdatesOf(options: ResolvedWebhookOptions, log: Log): CardUpdates | undefined {
  const { api, cardUpdates, deadlineClock: clock } = options;
  if (cardUpdates !== undefined || api === undefined) return cardUpdates;
  return new CardUpdater({ clock, log, client: () => api });
}

function traceIdOf(headers: WebhookRequest["headers"]): string {
  return readHeader(headers, "x-request-id")?.slice(0, MAX_TRACE_ID_LENGTH) ?? "";
}
