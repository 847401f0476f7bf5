import type { Activity } from "../activity/activity.ts";
import type { Clock } from "../clock.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { callbackEnvelope, type EventInput, eventEnvelope, type PushEnvelope } from "../delivery/push-envelope.ts";
import type { ConnectionInfo } from "../gateway/connection-info.ts";
import type { Random } from "../random.ts";
import type { AppConfig } from "./app-config.ts";
import type { AppRecord } from "./app-record.ts";
import { DeveloperConsole } from "./developer-console.ts";
import type { VerifyRequestUrl } from "./verify-request-url.ts";
import { type PushInQuestion, whyWithheld } from "./why-withheld.ts";

/** What an app needs of the rest of the emulator. */
export interface AppDelivery {
  readonly clock: Clock;
  readonly random: Random;
  readonly activity: Activity;
  readonly verifyRequestUrl: VerifyRequestUrl;
  connections(appId: string): ConnectionInfo[];
  sendEvent(appId: string, push: PushEnvelope): Promise<Delivery>;
  sendCallback(appId: string, push: PushEnvelope, originalCard: unknown): Promise<CallbackResult>;
}

/** A callback to send by hand. */
export interface CallbackInput {
  /** `header.event_type`, such as `card.action.trigger`. */
  readonly type: string;
  /** The body's `event`, sent as it is. */
  readonly event: object;
  /** The card that was clicked; the answer's card is compared with it. Default: not compared. */
  readonly originalCard?: unknown;
}

/** Who an app is; nothing of this changes. */
export type AppIdentity = Pick<AppRecord, "appId" | "appSecret" | "tenantKey" | "name">;

/** An app on the emulated platform. */
export class App implements AppRecord {
  /** `cli_` and 16 hexadecimal digits. */
  readonly appId: string;
  readonly appSecret: string;
  /** The company all apps and users of one emulator belong to. */
  readonly tenantKey: string;
  readonly name: string;
  /** The app's pages in the developer console: settings, versions, what is left to do. */
  readonly developerConsole: DeveloperConsole;
  readonly #delivery: AppDelivery;

  /**
   * @param draft the first settings
   * @param isPublished whether they count at once
   * @param ownerOfLinkRule the other app that has published a link rule, if there is one
   */
  constructor(
    identity: AppIdentity,
    draft: AppConfig,
    isPublished: boolean,
    delivery: AppDelivery,
    ownerOfLinkRule: (rule: string) => string | undefined,
  ) {
    const { appId } = identity;
    this.appId = appId;
    this.appSecret = identity.appSecret;
    this.tenantKey = identity.tenantKey;
    this.name = identity.name;
    const random = delivery.random.stream(appId);
    this.#delivery = { ...delivery, random };
    const connectionCount = (): number => this.connections.length;
    this.developerConsole = new DeveloperConsole(
      { ...this.#delivery, appId, random: random.stream("keys"), connectionCount, ownerOfLinkRule },
      draft,
      isPublished,
    );
  }

  /** What is in effect: what was last published, and the keys that were last saved. */
  get published(): AppConfig {
    return this.developerConsole.published;
  }

  /** In effect now, as everything below. */
  get encryptKey(): string {
    return this.published.encryptKey;
  }

  get verificationToken(): string {
    return this.published.verificationToken;
  }

  get scopes(): readonly string[] {
    return this.published.scopes;
  }

  /** Whether the company's administrator lets the app run. */
  get enabled(): boolean {
    return this.developerConsole.enabled;
  }

  /** The app's open long connections, oldest first. */
  get connections(): ConnectionInfo[] {
    return this.#delivery.connections(this.appId);
  }

  /**
   * Sends any event to one of the app's clients; resolves when it was acknowledged or the deadline is over.
   *
   * @throws EmulatorError `emulator_closed`
   */
  async deliverEvent(input: EventInput): Promise<Delivery> {
    const push = eventEnvelope(this, input, this.#delivery);
    return this.#delivery.sendEvent(this.appId, { ...push, withheld: this.#whyWithheld("event", input) });
  }

  /**
   * Sends any callback and judges the answer as the platform would; resolves at the latest at the deadline.
   *
   * @throws EmulatorError `emulator_closed`
   */
  async deliverCallback(input: CallbackInput): Promise<CallbackResult> {
    const push = callbackEnvelope(this, input, this.#delivery);
    const withheld = this.#whyWithheld("callback", input);
    return this.#delivery.sendCallback(this.appId, { ...push, withheld }, input.originalCard);
  }

  #whyWithheld(kind: PushInQuestion["kind"], { type, event }: EventInput | CallbackInput): string | undefined {
    return whyWithheld(this.appId, this.developerConsole, { kind, type, event });
  }
}
