import type { AppConfig, Subscription } from "./app-config.ts";
import type { AppOptions } from "./app-options.ts";
import { checkConfig } from "./check-config.ts";
import { applyChanges } from "./console-changes.ts";
import { USUAL_SCOPES } from "./required-scopes.ts";

const NOTHING: Subscription = { mode: "webhook", subscribed: [] };

/** As the real console creates an app, and what counts as long as no version is published: nothing reaches it. */
export function blankConfig(kind: AppConfig["kind"], verificationToken: string): AppConfig {
  return {
    kind,
    bot: false,
    events: NOTHING,
    callbacks: NOTHING,
    encryptKey: "",
    verificationToken,
    scopes: [],
    linkPreviewRules: [],
  };
}

/**
 * The first draft of a new app: blank, or as somebody has set it up before, with a bot and everything subscribed. What
 * `options` say comes in place of that; whether a client is connected, and whether an address answers, is not asked.
 *
 * @throws ArgumentError `bad_argument`; ConsoleError for what the console would not let stand
 */
export function firstConfig(options: AppOptions, keys: Pick<AppConfig, "encryptKey" | "verificationToken">): AppConfig {
  const { kind = "self_built", blank = false, scopes = [], bot, legacyCardUrl, linkPreviewRules } = options;
  const base = blankConfig(kind, keys.verificationToken);
  const all: AppConfig = { ...base, bot: true, linkPreviewRules: "all" };
  const config = applyChanges(blank ? base : all, {
    events: subscription(options.events, kind, blank),
    callbacks: subscription(options.callbacks, kind, blank),
    scopes: blank ? scopes : [...USUAL_SCOPES, ...scopes],
    encryptKey: blank ? options.encryptKey : keys.encryptKey,
    bot,
    legacyCardUrl,
    linkPreviewRules,
  });
  checkConfig(config);
  return config;
}

function subscription(
  given: Partial<Subscription> = {},
  kind: AppConfig["kind"],
  blank: boolean,
): Partial<Subscription> {
  const isWebhook = given.requestUrl !== undefined || kind === "store" || blank;
  const { mode = isWebhook ? "webhook" : "long_connection", subscribed = blank ? [] : "all" } = given;
  return { ...given, mode, subscribed };
}
