import { ClosedError } from "../../errors.ts";
import type { FaultSwitches } from "../../faults/fault-switches.ts";
import type { Settings } from "../../options.ts";
import type { Random } from "../../random.ts";
import { type Attempt, newDelivery, type PushTarget } from "../attempt.ts";
import type { Delivery, DeliveryStatus } from "../delivery.ts";
import type { Journal } from "../journal.ts";
import type { LongConnectionPush } from "../long-connection/long-connection-push.ts";
import type { Push } from "../push.ts";
import { routeEvent } from "../routes.ts";
import type { WebhookPush } from "../webhook/webhook-push.ts";
import { DuplicateEvents } from "./duplicate-events.ts";
import { OrderedEvents } from "./ordered-events.ts";
import type { PendingEvents } from "./pending-events.ts";

interface EventDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly journal: Journal;
  readonly longConnection: LongConnectionPush;
  readonly webhook: WebhookPush;
  readonly switches: FaultSwitches;
  readonly pending: PendingEvents;
}

/** Pushes events until they are acknowledged or the retries are used up. */
export class EventDelivery {
  readonly #deps: EventDeps;
  readonly #duplicates: DuplicateEvents;
  readonly #ordered: OrderedEvents;
  #closed = false;

  constructor(deps: EventDeps) {
    const { delivery } = deps.settings;
    this.#deps = deps;
    this.#ordered = new OrderedEvents(delivery.orderedEventTypes);
    for (const { appId, push } of deps.pending.snapshot()) this.#ordered.resume(appId, push.eventType, push.eventId);
    this.#duplicates = new DuplicateEvents(
      delivery.duplicateProbability,
      deps.random.stream("duplicates"),
      deps.switches,
    );
  }

  /** Resolves with what came of the first push; retries go on by themselves and stand in the journal. */
  send(target: PushTarget, push: Push): Promise<Delivery> {
    return this.#attempt({ target, push, number: 1 });
  }

  /** Pushes an event once more whose time has come. */
  pushAgain(target: PushTarget, push: Push, number: number): void {
    this.#inBackground({ target, push, number });
  }

  /** What is under way ends without an outcome. */
  close(): void {
    this.#closed = true;
  }

  async #attempt(attempt: Attempt): Promise<Delivery> {
    const { target, push } = attempt;
    this.#deps.pending.begin(target.appId, push, attempt.number);
    const delivery = await this.#pushInOrder(attempt);
    // A reset or a restored state has taken over what is pending.
    if (this.#closed) return delivery;
    const nextRetryAt = this.#nextRetry(attempt, delivery);
    this.#ordered.pushed(target.appId, push.eventType, push.eventId, nextRetryAt !== undefined);
    if (delivery.acknowledged && this.#duplicates.due(delivery)) this.#duplicate(attempt, delivery);
    if (nextRetryAt === undefined) return delivery;
    // The journal's entry, when it is still there, may already know of a late answer.
    return this.#deps.journal.update(delivery.messageId, { nextRetryAt }) ?? { ...delivery, nextRetryAt };
  }

  async #pushInOrder(attempt: Attempt): Promise<Delivery> {
    const { target, push } = attempt;
    const mayPush = await this.#ordered.mayPush(target.appId, push.eventType, push.eventId);
    try {
      if (this.#closed) throw new ClosedError(`${push.eventType} cannot be sent`);
      return mayPush ? await this.#push(attempt) : this.#unsent(attempt, "blocked", BLOCKED_REASON);
    } catch (error) {
      if (!this.#closed) this.#deps.pending.end(target.appId, push);
      // Those that wait behind it have to hear of it, too.
      this.#ordered.pushed(target.appId, push.eventType, push.eventId, false);
      throw error;
    }
  }

  async #push(attempt: Attempt): Promise<Delivery> {
    const route = routeEvent(attempt.push, attempt.target);
    if (route.to === "nobody") return this.#unsent(attempt, "not_subscribed", route.reason);
    const { longConnection, webhook } = this.#deps;
    const sent = route.to === "webhook" ? webhook.send(attempt, route.url) : longConnection.send(attempt);
    return (await sent).delivery;
  }

  #nextRetry({ target, push, number }: Attempt, { acknowledged, status }: Delivery): number | undefined {
    const { pending } = this.#deps;
    if (!acknowledged && status !== "not_subscribed") return pending.failed(target.appId, push, number);
    pending.end(target.appId, push);
    return undefined;
  }

  #duplicate({ target, push, number }: Attempt, { messageId }: Delivery): void {
    // Not by #attempt: a duplicate that fails is not tried again.
    this.#push({ target, push, number, duplicateOf: messageId }).catch(ignoreClosed);
  }

  #inBackground(attempt: Attempt): void {
    this.#attempt(attempt).catch(ignoreClosed);
  }

  #unsent(attempt: Attempt, status: DeliveryStatus, reason: string): Delivery {
    const { random, settings, journal } = this.#deps;
    const transport = attempt.target.published.events.mode;
    const blank = newDelivery(attempt, random, { transport, token: "", now: settings.clock.now() });
    const delivery: Delivery = { ...blank, status, reason };
    journal.put(delivery);
    return delivery;
  }
}

const BLOCKED_REASON =
  "An earlier event of this ordered type has not succeeded yet, so this one was not pushed and waits for its retry.";

/** Nobody waits for a push in the background, and all it can reject with is that the emulator was closed. */
const ignoreClosed = (): undefined => undefined;
