import type { Frame } from "@larkwire/protocol";
import type { AppConfig } from "../apps/app-config.ts";
import { ClosedError } from "../errors.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import type { Connection } from "../gateway/connection.ts";
import type { ConnectionPool } from "../gateway/connection-pool.ts";
import type { WireFaults } from "../gateway/wire-faults.ts";
import type { Settings } from "../options.ts";
import type { Random } from "../random.ts";
import { HttpPoster } from "../webhook/http-poster.ts";
import type { RequestUrlVerdict } from "../webhook/judge-challenge.ts";
import { RequestFactory } from "../webhook/request-factory.ts";
import type { PushTarget } from "./attempt.ts";
import type { CallbackResult } from "./callback-result.ts";
import { CallbackDelivery } from "./callbacks/callback-delivery.ts";
import type { CardJudge } from "./callbacks/judge-callback.ts";
import type { Delivery } from "./delivery.ts";
import { EventDelivery } from "./events/event-delivery.ts";
import type { PendingEvent, PendingEvents } from "./events/pending-events.ts";
import type { Journal } from "./journal.ts";
import { LongConnectionPush } from "./long-connection/long-connection-push.ts";
import type { Push } from "./push.ts";
import { RequestUrlCheck } from "./webhook/request-url-check.ts";
import { WebhookPush } from "./webhook/webhook-push.ts";

interface DelivererDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly pool: ConnectionPool;
  readonly journal: Journal;
  readonly faults: WireFaults;
  readonly switches: FaultSwitches;
  readonly pending: PendingEvents;
  readonly whyBadCard: CardJudge;
}

/** Everything that leaves the platform for an app: events, callbacks and the verification of request URLs. */
export class Deliverer {
  readonly #events: EventDelivery;
  readonly #callbacks: CallbackDelivery;
  readonly #longConnection: LongConnectionPush;
  readonly #requestUrls: RequestUrlCheck;
  readonly #poster: HttpPoster;
  #closed = false;

  constructor(deps: DelivererDeps) {
    const { settings, random } = deps;
    const { clock } = settings;
    this.#poster = new HttpPoster(clock, settings.webhook);
    this.#longConnection = new LongConnectionPush(deps);
    const requests = new RequestFactory({ clock, random: random.stream("requests"), settings: settings.webhook });
    const http = { ...deps, requests, poster: this.#poster };
    const both = { ...deps, longConnection: this.#longConnection, webhook: new WebhookPush(http) };
    this.#events = new EventDelivery(both);
    this.#callbacks = new CallbackDelivery(both);
    this.#requestUrls = new RequestUrlCheck(http);
  }

  /** Resolves with what came of the first push. */
  async sendEvent(target: PushTarget, push: Push): Promise<Delivery> {
    this.#assertOpen(push.eventType);
    return this.#events.send(target, push);
  }

  /** Pushes an event once more whose time has come; its outcome stands in the journal. */
  pushAgain(target: PushTarget, { push, attempt }: PendingEvent): void {
    this.#events.pushAgain(target, push, attempt + 1);
  }

  async sendCallback(target: PushTarget, push: Push, originalCard: unknown): Promise<CallbackResult> {
    this.#assertOpen(push.eventType);
    return this.#callbacks.send(target, push, originalCard);
  }

  /** Whether the console takes `url`: it is sent `url_verification`, encrypted when `config` has an Encrypt Key. */
  async verifyRequestUrl(url: string, config: AppConfig, appId: string): Promise<RequestUrlVerdict> {
    this.#assertOpen("url_verification");
    return this.#requestUrls.verify(url, config, appId);
  }

  /** The bytes of a push over the long connection, frame by frame. */
  sentFrames(delivery: Delivery): Uint8Array[] {
    return this.#longConnection.sentFrames(delivery);
  }

  /** Takes a data frame from a client. */
  answered(connection: Connection, frame: Frame): void {
    this.#longConnection.answered(connection, frame);
  }

  /** Every wait ends with `emulator_closed`. What is to be pushed again stays pending. */
  close(): void {
    this.#closed = true;
    this.#events.close();
    this.#longConnection.close();
    this.#poster.close();
  }

  #assertOpen(what: string): void {
    if (this.#closed) throw new ClosedError(`${what} cannot be sent`);
  }
}
