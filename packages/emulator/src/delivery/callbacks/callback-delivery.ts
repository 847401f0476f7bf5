import { CLIENT_CODE, FRAME_TYPE } from "@larkwire/protocol";
import type { JsonObject } from "../../json-object.ts";
import type { Settings } from "../../options.ts";
import type { Random } from "../../random.ts";
import { type Attempt, newDelivery, type PushTarget, type Reply } from "../attempt.ts";
import type { CallbackResult } from "../callback-result.ts";
import type { Delivery } from "../delivery.ts";
import type { Journal } from "../journal.ts";
import type { LongConnectionPush } from "../long-connection/long-connection-push.ts";
import type { Push } from "../push.ts";
import { legacyCardUrl, routeCallback } from "../routes.ts";
import type { WebhookPush } from "../webhook/webhook-push.ts";
import { type CardJudge, judgeCallback } from "./judge-callback.ts";
import { asCurrentAnswer, legacyCardPush } from "./legacy-card.ts";
import { eitherCounts } from "./two-results.ts";

interface CallbackDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly journal: Journal;
  readonly longConnection: LongConnectionPush;
  readonly webhook: WebhookPush;
  readonly whyBadCard: CardJudge;
}

/** Pushes callbacks, once each, and judges the answers. */
export class CallbackDelivery {
  readonly #deps: CallbackDeps;

  constructor(deps: CallbackDeps) {
    this.#deps = deps;
  }

  /** Resolves when all requests of this callback have their outcome. */
  async send(target: PushTarget, push: Push, originalCard: unknown): Promise<CallbackResult> {
    const legacyUrl = legacyCardUrl(target);
    if (push.schema === "legacy_card") return this.#sendLegacy(target, push, legacyUrl, originalCard);
    const isClick = push.schema === "p2" && push.eventType === "card.action.trigger";
    if (!isClick || legacyUrl === undefined) return this.#sendCurrent(target, push, originalCard);
    const route = routeCallback(push, target);
    const current = route.to === "nobody" ? undefined : this.#sendCurrent(target, push, originalCard);
    const legacy = this.#sendLegacy(target, legacyCardPush(push, this.#deps.random), legacyUrl, originalCard);
    return current === undefined ? legacy : eitherCounts(await Promise.all([current, legacy]));
  }

  async #sendCurrent(target: PushTarget, push: Push, originalCard: unknown): Promise<CallbackResult> {
    const attempt = { target, push, number: 1 };
    const route = routeCallback(push, target);
    const { longConnection, webhook } = this.#deps;
    if (route.to === "webhook") return this.#judge(await webhook.send(attempt, route.url), originalCard);
    if (route.to === "long_connection") return this.#judge(await longConnection.send(attempt), originalCard);
    if (push.eventType === "card.action.trigger" && target.enabled && longConnection.reaches(target.appId)) {
      return this.#judge(await this.#sendCardFrame(attempt, route.reason), originalCard);
    }
    return this.#judge(this.#unsent(attempt, route.reason), originalCard);
  }

  async #sendLegacy(
    target: PushTarget,
    push: Push,
    url: string | undefined,
    originalCard: unknown,
  ): Promise<CallbackResult> {
    const attempt = { target, push, number: 1 };
    if (url === undefined) return this.#judge(this.#unsent(attempt, NO_LEGACY_URL), originalCard);
    const result = this.#judge(await this.#deps.webhook.send(attempt, url), originalCard);
    return result.answer === undefined ? result : { ...result, answer: asCurrentAnswer(result.answer) };
  }

  /**
   * A click whose subscription is not in effect: the platform pushes it in a frame of type `card`. Official clients drop
   * it; those that answer are heard. Source: openlark#602 and #633, oapi-sdk-python#126.
   */
  async #sendCardFrame(attempt: Attempt, why: string): Promise<Reply> {
    const reply = await this.#deps.longConnection.send(attempt, FRAME_TYPE.card);
    if (reply.delivery.status === "answered") return reply;
    const reason = `${why} Until then clicks come in frames of type "card", which official clients ignore.`;
    const change = { status: "not_subscribed", reason } as const;
    const delivery: Delivery = this.#deps.journal.update(reply.delivery.messageId, change) ?? {
      ...reply.delivery,
      ...change,
    };
    return { delivery, result: { ok: false, code: CLIENT_CODE.notConfigured } };
  }

  #unsent(attempt: Attempt, reason: string): Reply {
    const { random, settings, journal } = this.#deps;
    const { mode } = attempt.target.published.callbacks;
    const transport = attempt.push.schema === "legacy_card" ? "webhook" : mode;
    const blank = newDelivery(attempt, random, { transport, token: "", now: settings.clock.now() });
    const delivery: Delivery = { ...blank, status: "not_subscribed", reason };
    journal.put(delivery);
    return { delivery, result: { ok: false, code: CLIENT_CODE.notConfigured } };
  }

  #judge(reply: Reply, originalCard: unknown): CallbackResult {
    const { delivery } = reply;
    const whyBadCard = (card: JsonObject): string | undefined => this.#deps.whyBadCard(card, delivery.appId);
    const { code, reason, answer } = judgeCallback(reply, originalCard, whyBadCard);
    const wasSent = delivery.parts > 0 || delivery.http !== undefined;
    const endedAt = wasSent ? (delivery.answeredAt ?? this.#deps.settings.clock.now()) : delivery.sentAt;
    // The journal's entry, when it is still there, may already know of a repeated answer.
    const judged = this.#deps.journal.update(delivery.messageId, { code, reason }) ?? { ...delivery, code, reason };
    return { code, reason, answer, latencyMs: Math.max(0, endedAt - delivery.sentAt), delivery: judged };
  }
}

const NO_LEGACY_URL =
  "The legacy card callback has no address; subscribe card.action.trigger_v1 with a request URL, or set the bot page's message card request URL.";
