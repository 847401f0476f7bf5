import type { Activity } from "../activity/activity.ts";
import type { Clock } from "../clock.ts";
import type { PushTarget } from "../delivery/attempt.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { type EventInput, newCallback, newEvent } from "../delivery/new-push.ts";
import type { Push } from "../delivery/push.ts";
import type { ConnectionInfo } from "../gateway/connection-info.ts";
import type { Random } from "../random.ts";
import type { RequestUrlVerdict } from "../webhook/judge-challenge.ts";
import type { AppConfig } from "./app-config.ts";
import type { AppRecord } from "./app-record.ts";
import { DeveloperConsole } from "./developer-console.ts";
import { type PushInQuestion, whyWithheld } from "./why-withheld.ts";

/** What an app needs of the rest of the emulator. */
export interface AppDelivery {
  readonly clock: Clock;
  readonly random: Random;
  readonly activity: Activity;
  connections(appId: string): ConnectionInfo[];
  disconnect(appId: string, connectionId: string, how: "close" | "cut"): boolean;
  sendEvent(target: PushTarget, push: Push): Promise<Delivery>;
  sendCallback(target: PushTarget, push: Push, originalCard: unknown): Promise<CallbackResult>;
  /** Asks the server at `url` for its challenge, with the keys of `config`. */
  verifyRequestUrl(url: string, config: AppConfig, appId: string): Promise<RequestUrlVerdict>;
}

/** A callback to send by hand. */
export interface CallbackInput {
  /** `header.event_type`, such as `card.action.trigger`. */
  readonly type: string;
  /** The body's `event`, sent as it is; for `card.action.trigger_v1` the whole body. */
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
  /** What the app proves itself with. */
  readonly appSecret: string;
  /** The company that built and uses it. */
  readonly tenantKey: string;
  /** Shown in chats as the name of its bot. */
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
      { ...delivery, appId, random: random.stream("keys"), connectionCount, ownerOfLinkRule },
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

  /** In effect: it stands in every webhook body. */
  get verificationToken(): string {
    return this.published.verificationToken;
  }

  /** Permissions in effect, by platform name. */
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
   * Ends one of the app's long connections, as happens to clients in real life. `"close"` (default) sends a close frame
   * with code 1001 and waits a moment for the client's; `"cut"` breaks the socket without a word. False when no open
   * connection has this id.
   */
  disconnect(connectionId: string, how: "close" | "cut" = "close"): boolean {
    return this.#delivery.disconnect(this.appId, connectionId, how);
  }

  /**
   * Pushes any event to the app, the way that is published; resolves when the first push was acknowledged or has
   * failed. Retries go on by themselves, and stand in `emulator.deliveries`.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  async deliverEvent(input: EventInput): Promise<Delivery> {
    return this.#delivery.sendEvent(this, newEvent(this, input, this.#delivery));
  }

  /**
   * Pushes any callback to the app, the way that is published, and judges the answer as the platform would; resolves
   * at the latest at the deadline.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  async deliverCallback(input: CallbackInput): Promise<CallbackResult> {
    return this.#delivery.sendCallback(this, newCallback(input, this.#delivery), input.originalCard);
  }

  /**
   * Sends `url_verification` to a server, as the console does when a request URL is saved, with the keys in effect.
   *
   * @throws EmulatorError `emulator_closed`
   */
  async verifyRequestUrl(url: string): Promise<RequestUrlVerdict> {
    return this.#delivery.verifyRequestUrl(url, this.published, this.appId);
  }

  /** Why the settings in effect keep a push from the app, in one sentence; `undefined` when they do not. */
  whyWithheld(push: PushInQuestion): string | undefined {
    return whyWithheld(this.appId, this.developerConsole, push);
  }
}
