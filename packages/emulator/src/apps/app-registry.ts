import { ArgumentError, ClosedError } from "../errors.ts";
import type { Random } from "../random.ts";
import type { StatefulRoom } from "../state/stateful-room.ts";
import { refuseUnknownArguments } from "../unknown-names.ts";
import { App, type AppDelivery, type AppIdentity } from "./app.ts";
import type { AppOptions } from "./app-options.ts";
import type { ConsoleState } from "./console-state.ts";
import { firstConfig } from "./first-config.ts";

/** What the platform accepts as an app id. Source: the official Node SDK checks the same form. */
const APP_ID = /^cli_[0-9a-f]{16}$/;

const OPTIONS = [
  "appId",
  "appSecret",
  "name",
  "kind",
  "blank",
  "encryptKey",
  "verificationToken",
  "scopes",
  "tenant",
  "events",
  "callbacks",
  "legacyCardUrl",
  "linkPreviewRules",
  "bot",
] as const satisfies readonly (keyof AppOptions)[];

export function isAppId(text: string): boolean {
  return APP_ID.test(text);
}

/** An app in a snapshot. */
interface AppState {
  readonly identity: AppIdentity;
  readonly settings: ConsoleState;
}

/** The apps of one emulator. */
export class AppRegistry implements StatefulRoom<readonly AppState[]> {
  readonly #apps = new Map<string, App>();
  readonly #random: Random;
  readonly #delivery: AppDelivery;
  readonly #tenantKey: () => string;

  /** @param tenantKey of the company that apps belong to unless they name another */
  constructor(random: Random, delivery: AppDelivery, tenantKey: () => string) {
    this.#random = random;
    this.#tenantKey = tenantKey;
    this.#delivery = {
      ...delivery,
      sendEvent: async (app, push) => delivery.sendEvent(this.#present(app), push),
      sendCallback: async (app, push, card) => delivery.sendCallback(this.#present(app), push, card),
    };
  }

  create(options: AppOptions): App {
    refuseUnknownArguments(options, OPTIONS, "option of createApp");
    const appId = options.appId ?? `cli_${this.#random.hex(16)}`;
    if (!isAppId(appId)) {
      throw new ArgumentError(
        "bad_argument",
        `"${appId}" is no app id, and official clients refuse it. Take "cli_" and 16 digits from 0-9a-f, or leave it out.`,
      );
    }
    if (this.#apps.has(appId)) {
      throw new ArgumentError(
        "app_exists",
        `The app ${appId} exists already. Take another id, or use the one there is.`,
      );
    }
    const app = this.#newApp(appId, options);
    this.#apps.set(appId, app);
    return app;
  }

  find(appId: string): App | undefined {
    return this.#apps.get(appId);
  }

  all(): App[] {
    return [...this.#apps.values()];
  }

  snapshot(): readonly AppState[] {
    return this.all().map(({ appId, appSecret, tenantKey, name, developerConsole }) => ({
      identity: { appId, appSecret, tenantKey, name },
      settings: developerConsole.snapshot(),
    }));
  }

  /** Apps that are there already stay the same objects; those that are not in `states` go. */
  restore(states: readonly AppState[]): void {
    const before = new Map(this.#apps);
    this.#apps.clear();
    for (const state of states) {
      const { appId, appSecret } = state.identity;
      const known = before.get(appId);
      const app = known?.appSecret === appSecret ? known : this.#restored(state);
      app.developerConsole.restore(state.settings);
      this.#apps.set(appId, app);
    }
  }

  reset(): void {
    this.#apps.clear();
  }

  /** @throws ClosedError when a reset has taken the app away */
  #present<T extends { readonly appId: string }>(app: T): T {
    if ((this.#apps.get(app.appId) as unknown) === app) return app;
    throw new ClosedError(`Nothing can be pushed to ${app.appId}`);
  }

  #restored({ identity, settings: { draft } }: AppState): App {
    return new App(identity, draft, false, this.#delivery, (rule) => this.#ownerOf(rule, identity.appId));
  }

  #newApp(appId: string, options: AppOptions): App {
    const identity = {
      appId,
      name: options.name ?? "Emulated app",
      appSecret: options.appSecret ?? this.#random.alphanumeric(32),
      tenantKey: options.tenant?.tenantKey ?? this.#tenantKey(),
    };
    const draft = firstConfig(options, {
      encryptKey: options.encryptKey ?? this.#random.alphanumeric(32),
      verificationToken: options.verificationToken ?? this.#random.alphanumeric(32),
    });
    return new App(identity, draft, options.blank !== true, this.#delivery, (rule) => this.#ownerOf(rule, appId));
  }

  #ownerOf(rule: string, appId: string): string | undefined {
    const owns = ({ published: { linkPreviewRules } }: App): boolean =>
      linkPreviewRules !== "all" && linkPreviewRules.includes(rule);
    return this.all().find((app) => app.appId !== appId && owns(app))?.appId;
  }
}
