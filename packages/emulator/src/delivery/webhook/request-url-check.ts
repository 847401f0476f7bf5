import { ClosedError } from "../../errors.ts";
import type { Settings } from "../../options.ts";
import type { Random } from "../../random.ts";
import type { HttpPoster } from "../../webhook/http-poster.ts";
import type { RequestUrlVerdict } from "../../webhook/judge-challenge.ts";
import type { RequestFactory, WebhookKeys } from "../../webhook/request-factory.ts";
import { type Verification, verifyRequestUrl } from "../../webhook/verify-request-url.ts";
import type { Journal } from "../journal.ts";
import { exchangeOf, POST_FAULTS } from "./http-exchange.ts";

interface CheckDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly journal: Journal;
  readonly requests: RequestFactory;
  readonly poster: HttpPoster;
}

/** Verifies request URLs and writes down what was asked and answered. */
export class RequestUrlCheck {
  readonly #deps: CheckDeps;

  constructor(deps: CheckDeps) {
    this.#deps = deps;
  }

  /** @throws EmulatorError `emulator_closed` */
  async verify(url: string, keys: WebhookKeys, appId: string): Promise<RequestUrlVerdict> {
    const { settings } = this.#deps;
    const sentAt = settings.clock.now();
    const verification = await verifyRequestUrl(url, keys, { ...this.#deps, settings: settings.webhook });
    if (verification.result.fault === "closed") throw new ClosedError("The request URL cannot be verified");
    this.#record(verification, url, appId, sentAt);
    return verification.verdict;
  }

  #record({ request, result, verdict }: Verification, url: string, appId: string, sentAt: number): void {
    const { random, journal, settings } = this.#deps;
    const { fault, status: httpStatus } = result;
    const status = fault === undefined ? "answered" : POST_FAULTS[fault].status;
    const messageId = random.uuid();
    journal.put({
      messageId,
      eventId: messageId,
      eventType: "url_verification",
      kind: "url_verification",
      appId,
      traceId: messageId,
      transport: "webhook",
      status,
      acknowledged: verdict.ok,
      reason: verdict.ok ? "The server answered with the challenge in time." : verdict.reason,
      attempt: 1,
      seqId: "0",
      logId: "0",
      parts: 0,
      url,
      ...(httpStatus === undefined ? {} : { httpStatus }),
      http: exchangeOf(request, result),
      sentAt,
      ...(status === "answered" ? { answeredAt: settings.clock.now() } : {}),
      repeatedAnswers: 0,
      requestJson: request.json,
    });
  }
}
