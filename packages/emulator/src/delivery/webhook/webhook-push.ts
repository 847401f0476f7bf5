import { CLIENT_CODE } from "@larkwire/protocol";
import { ClosedError } from "../../errors.ts";
import type { FaultSwitches } from "../../faults/fault-switches.ts";
import type { Settings } from "../../options.ts";
import type { Random } from "../../random.ts";
import { explainFault } from "../../webhook/explain-fault.ts";
import type { HttpPoster } from "../../webhook/http-poster.ts";
import { outgoingRequest } from "../../webhook/outgoing-request.ts";
import type { PostResult } from "../../webhook/post-result.ts";
import type { RequestFactory } from "../../webhook/request-factory.ts";
import { statusAdvice } from "../../webhook/status-advice.ts";
import type { WebhookRequest } from "../../webhook/webhook-request.ts";
import { type Attempt, newDelivery, type Reply } from "../attempt.ts";
import type { Delivery } from "../delivery.ts";
import type { Journal } from "../journal.ts";
import { struckBy } from "../struck-by.ts";
import { firstAnswer } from "./first-answer.ts";
import { exchangeOf, POST_FAULTS } from "./http-exchange.ts";

interface PushDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly journal: Journal;
  readonly requests: RequestFactory;
  readonly poster: HttpPoster;
  readonly switches: FaultSwitches;
}

/** Sends each push to its app's server and waits for the answer. */
export class WebhookPush {
  readonly #deps: PushDeps;

  constructor(deps: PushDeps) {
    this.#deps = deps;
  }

  /**
   * Resolves when the server has answered, the request has failed or the deadline is over.
   *
   * @throws EmulatorError `emulator_closed`
   */
  async send(attempt: Attempt, url: string): Promise<Reply> {
    const { journal, random, settings, poster, switches } = this.#deps;
    const token = attempt.target.published.verificationToken;
    const blank = newDelivery(attempt, random, { transport: "webhook", token, now: settings.clock.now() });
    const make = (json: string): WebhookRequest => this.#request(attempt, url, json);
    const { appId } = attempt.target;
    const { request, copies, disturbance, faults } = outgoingRequest(blank.requestJson, make, appId, switches);
    const sent: Delivery = { ...blank, url, http: exchangeOf(request), ...struck(faults) };
    journal.put(sent);
    const posts = Array.from({ length: copies }, () => poster.post(request, settings.answerDeadlineMs, disturbance));
    const result = await firstAnswer(posts);
    if (result.fault === "closed") throw new ClosedError("The server's answer can no longer arrive");
    const reply = this.#read({ ...sent, http: exchangeOf(request, result), ...struck(faults) }, result);
    journal.put(reply.delivery);
    const { eventType, messageId, status, httpStatus } = reply.delivery;
    settings.logger.debug("delivery ended", { eventType, messageId, status, httpStatus });
    for (const post of posts) void post.then((other) => other === result || this.#countRepeated(messageId, other));
    return reply;
  }

  /** One more answer, to a copy of the request. */
  #countRepeated(messageId: string, { fault }: PostResult): void {
    const { journal } = this.#deps;
    const known = fault === undefined ? journal.find(messageId) : undefined;
    if (known !== undefined) journal.update(messageId, { repeatedAnswers: known.repeatedAnswers + 1 });
  }

  #request({ target, push }: Attempt, url: string, json: string): WebhookRequest {
    const { requests } = this.#deps;
    if (push.schema === "legacy_card") return requests.legacyCard(url, json, push.eventId, target.published);
    return requests.event(url, json, push.eventType, target.published);
  }

  #read(sent: Delivery, { status: httpStatus, body, fault, detail }: PostResult): Reply {
    const delivery: Delivery = httpStatus === undefined ? sent : { ...sent, httpStatus };
    if (fault === undefined) return this.#readAnswer(delivery, httpStatus ?? 0, body);
    const { status, code } = POST_FAULTS[fault];
    const { answerDeadlineMs: deadlineMs, webhook } = this.#deps.settings;
    const reason = explainFault(fault, detail, { ...webhook, deadlineMs }) + struckBy(sent.faults);
    return { delivery: { ...delivery, status, reason }, result: { ok: false, code } };
  }

  #readAnswer(delivery: Delivery, httpStatus: number, body: string): Reply {
    const answeredAt = this.#deps.settings.clock.now();
    const answered: Delivery = { ...delivery, status: "answered", answeredAt };
    if (httpStatus === 200) {
      const good: Delivery = { ...answered, acknowledged: true, reason: "The server answered with HTTP 200 in time." };
      return { delivery: good, result: { ok: true, answerJson: body } };
    }
    const reason = statusReason(httpStatus) + struckBy(delivery.faults);
    return { delivery: { ...answered, reason }, result: { ok: false, code: CLIENT_CODE.notOk } };
  }
}

function struck(faults: readonly string[]): Pick<Delivery, "faults"> {
  return faults.length === 0 ? {} : { faults: [...faults] };
}

function statusReason(status: number): string {
  if (status >= 300 && status < 400) {
    return `The server answered with the redirect ${status}, which is not followed; set the final address as request URL.`;
  }
  return `The server answered with HTTP ${status} instead of 200: ${statusAdvice(status)}.`;
}
