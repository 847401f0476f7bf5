import type { Clock } from "../clock.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { callbackEnvelope, type EventInput, eventEnvelope, type PushEnvelope } from "../delivery/push-envelope.ts";
import type { ConnectionInfo } from "../gateway/connection-info.ts";
import type { Random } from "../random.ts";
import type { AppConfig } from "./app-config.ts";
import type { AppRecord } from "./app-record.ts";

/** What `emulator.createApp` takes. */
export interface AppOptions {
  /** `cli_` and 16 hexadecimal digits. Default: a new one. */
  readonly appId?: string | undefined;
  /** Default: 32 random letters and digits. */
  readonly appSecret?: string | undefined;
  /** Default `"Emulated app"`. */
  readonly name?: string | undefined;
  /** Key of encrypted webhook bodies. Default: 32 random letters and digits. */
  readonly encryptKey?: string | undefined;
  /** Default: 32 random letters and digits. */
  readonly verificationToken?: string | undefined;
  /** Permissions by platform name. `contact:user.employee_id:readonly` adds `user_id` to events. Default: none. */
  readonly scopes?: readonly string[] | undefined;
}

/** What an app needs of the rest of the emulator. */
export interface AppDelivery {
  readonly clock: Clock;
  readonly random: Random;
  connections(appId: string): ConnectionInfo[];
  disconnect(appId: string, connectionId: string, how: "close" | "cut"): boolean;
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
  readonly #delivery: AppDelivery;

  constructor(record: AppRecord, delivery: AppDelivery) {
    this.appId = record.appId;
    this.appSecret = record.appSecret;
    this.encryptKey = record.encryptKey;
    this.verificationToken = record.verificationToken;
    this.tenantKey = record.tenantKey;
    this.name = record.name;
    this.scopes = record.scopes;
    this.#delivery = delivery;
  }

  /** What is in effect: everything subscribed over the long connection. */
  get published(): AppConfig {
    const { encryptKey, verificationToken, scopes } = this;
    const all = { mode: "long_connection", subscribed: "all" } as const;
    return {
      kind: "self_built",
      events: all,
      callbacks: all,
      encryptKey,
      verificationToken,
      scopes,
      linkPreviewRules: "all",
    };
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
   * Sends any event to one of the app's clients; resolves when it was acknowledged or the deadline is over.
   *
   * @throws EmulatorError `emulator_closed`
   */
  async deliverEvent(input: EventInput): Promise<Delivery> {
    return this.#delivery.sendEvent(this.appId, eventEnvelope(this, input, this.#delivery));
  }

  /**
   * Sends any callback and judges the answer as the platform would; resolves at the latest at the deadline.
   *
   * @throws EmulatorError `emulator_closed`
   */
  async deliverCallback(input: CallbackInput): Promise<CallbackResult> {
    const push = callbackEnvelope(this, input, this.#delivery);
    return this.#delivery.sendCallback(this.appId, push, input.originalCard);
  }
}
