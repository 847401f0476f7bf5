import { ArgumentError } from "../errors.ts";
import type { Random } from "../random.ts";
import { unknownName } from "../unknown-names.ts";
import { App, type AppDelivery } from "./app.ts";
import type { AppOptions } from "./app-options.ts";
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
  "events",
  "callbacks",
  "legacyCardUrl",
  "linkPreviewRules",
  "bot",
] as const satisfies readonly (keyof AppOptions)[];

export function isAppId(text: string): boolean {
  return APP_ID.test(text);
}

/** The apps of one emulator. */
export class AppRegistry {
  readonly #apps = new Map<string, App>();
  readonly #random: Random;
  readonly #delivery: AppDelivery;

  constructor(random: Random, delivery: AppDelivery) {
    this.#random = random;
    this.#delivery = delivery;
  }

  create(options: AppOptions): App {
    const fault = unknownName(options, OPTIONS, "option of createApp");
    if (fault !== undefined) throw new ArgumentError("bad_argument", fault);
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

  #newApp(appId: string, options: AppOptions): App {
    const identity = {
      appId,
      name: options.name ?? "Emulated app",
      appSecret: options.appSecret ?? this.#random.alphanumeric(32),
      tenantKey: this.#tenantKey(),
    };
    const draft = firstConfig(options, {
      encryptKey: options.encryptKey ?? this.#random.alphanumeric(32),
      verificationToken: options.verificationToken ?? this.#random.alphanumeric(32),
    });
    return new App(identity, draft, options.blank !== true, this.#delivery, (rule) => this.#ownerOf(rule, appId));
  }

  /** The company's key: the first thing its stream gives, however often it is asked. */
  #tenantKey(): string {
    const company = this.#random.stream("company");
    company.reset();
    return company.hex(16);
  }

  #ownerOf(rule: string, appId: string): string | undefined {
    const owns = ({ published: { linkPreviewRules } }: App): boolean =>
      linkPreviewRules !== "all" && linkPreviewRules.includes(rule);
    return this.all().find((app) => app.appId !== appId && owns(app))?.appId;
  }
}
