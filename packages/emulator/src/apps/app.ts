import type { Clock } from "../clock.ts";
import type { PushTarget } from "../delivery/attempt.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { type EventInput, newCallback, newEvent } from "../delivery/new-push.ts";
import type { Push } from "../delivery/push.ts";
import type { ConnectionInfo } from "../gateway/connection-info.ts";
import type { Random } from "../random.ts";
import type { RequestUrlVerdict } from "../webhook/judge-challenge.ts";
import type { AppConfig, Subscription } from "./app-config.ts";
import type { AppRecord } from "./app-record.ts";

/** What `emulator.createApp` takes. */
export interface AppOptions {
  /** `cli_` and 16 hexadecimal digits. Default: a new one. */
  readonly appId?: string | undefined;
  /** Default: 32 random letters and digits. */
  readonly appSecret?: string | undefined;
  /** Default `"Emulated app"`. */
  readonly name?: string | undefined;
  /** Key of encrypted webhook bodies; `""` sends them plain. Default: 32 random letters and digits. */
  readonly encryptKey?: string | undefined;
  /** Default: 32 random letters and digits. */
  readonly verificationToken?: string | undefined;
  /** Permissions by platform name. `contact:user.employee_id:readonly` adds `user_id` to events. Default: none. */
  readonly scopes?: readonly string[] | undefined;
  /** How events are pushed. Default: all of them, over the long connection; with a `requestUrl` by webhook. */
  readonly events?: Partial<Subscription> | undefined;
  /** How callbacks are pushed. Default as for `events`. */
  readonly callbacks?: Partial<Subscription> | undefined;
  /** The bot page's own address for legacy card callbacks. Default: none. */
  readonly legacyCardUrl?: string | undefined;
}

/** What an app needs of the rest of the emulator. */
export interface AppDelivery {
  readonly clock: Clock;
  readonly random: Random;
  connections(appId: string): ConnectionInfo[];
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

/** A self-built app on the emulated platform. */
export class App implements AppRecord {
  /** `cli_` and 16 hexadecimal digits. */
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  /** The company all apps and users of one emulator belong to. */
  readonly tenantKey: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** What is in effect. */
  readonly published: AppConfig;
  readonly #delivery: AppDelivery;

  constructor(record: AppRecord, published: AppConfig, delivery: AppDelivery) {
    this.appId = record.appId;
    this.appSecret = record.appSecret;
    this.encryptKey = record.encryptKey;
    this.verificationToken = record.verificationToken;
    this.tenantKey = record.tenantKey;
    this.name = record.name;
    this.scopes = record.scopes;
    this.published = published;
    this.#delivery = delivery;
  }

  /** The app's open long connections, oldest first. */
  get connections(): ConnectionInfo[] {
    return this.#delivery.connections(this.appId);
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
}
