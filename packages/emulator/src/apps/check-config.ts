import { ConsoleError } from "../errors.ts";
import type { AppConfig, Subscription } from "./app-config.ts";
import { linkRuleFault } from "./link-rule.ts";

/** The callback that only a webhook can receive. */
export const LEGACY_CALLBACK = "card.action.trigger_v1";

/** All there are. Source: the callback overview; `profile.view.get` is in official clients, and in no document. */
const CALLBACKS: readonly string[] = ["card.action.trigger", "url.preview.get", LEGACY_CALLBACK, "profile.view.get"];

const MAX_KEY_LENGTH = 32;
const MAX_LINK_RULES = 10;

/**
 * The rules that a configuration has to keep by itself, whoever is connected.
 *
 * @throws ConsoleError
 */
export function checkConfig(config: AppConfig): void {
  checkKeys(config);
  checkKind(config);
  checkNames(config);
  checkUrls(config);
  checkLinkRules(config.linkPreviewRules);
}

function checkKeys({ encryptKey, verificationToken }: AppConfig): void {
  if (encryptKey.length > MAX_KEY_LENGTH) {
    throw new ConsoleError(
      "key_refused",
      `The Encrypt Key has ${encryptKey.length} characters. Take 1 to ${MAX_KEY_LENGTH}, or "" for none.`,
    );
  }
  if (verificationToken.length === 0 || verificationToken.length > MAX_KEY_LENGTH) {
    throw new ConsoleError(
      "key_refused",
      `The Verification Token has ${verificationToken.length} characters. Take 1 to ${MAX_KEY_LENGTH}; it cannot be left out.`,
    );
  }
}

function checkKind({ kind, events, callbacks }: AppConfig): void {
  if (kind === "store" && [events, callbacks].some(({ mode }) => mode === "long_connection")) {
    throw new ConsoleError(
      "long_connection_for_store_app",
      "A store app gets no long connection (长连接模式仅支持企业自建应用). Choose the webhook, or create a self-built app.",
    );
  }
}

function checkNames({ events, callbacks }: AppConfig): void {
  const event = named(callbacks).find((name) => !CALLBACKS.includes(name));
  if (event !== undefined) {
    throw new ConsoleError(
      "wrong_tab",
      `"${event}" is no callback; there are ${CALLBACKS.join(", ")}. If it is an event, subscribe it under events.`,
    );
  }
  const callback = named(events).find((name) => CALLBACKS.includes(name));
  if (callback !== undefined) {
    throw new ConsoleError(
      "wrong_tab",
      `"${callback}" is a callback, and those have a tab of their own. Subscribe it under callbacks.`,
    );
  }
  if (callbacks.mode === "long_connection" && named(callbacks).includes(LEGACY_CALLBACK)) {
    throw new ConsoleError(
      "callback_needs_webhook",
      `The long connection does not carry ${LEGACY_CALLBACK} (消息卡片回传交互（旧）). Choose the webhook for callbacks, or subscribe card.action.trigger in its place.`,
    );
  }
}

function checkUrls({ events, callbacks, legacyCardUrl }: AppConfig): void {
  for (const url of [events.requestUrl, callbacks.requestUrl, legacyCardUrl]) {
    if (url === undefined || url === "" || (/^https?:\/\//i.test(url) && URL.canParse(url))) continue;
    throw new ConsoleError(
      "request_url_refused",
      `"${url}" is no address (请填写有效的 HTTP/HTTPS URL). Give a full URL that begins with http:// or https://.`,
    );
  }
}

function checkLinkRules(rules: AppConfig["linkPreviewRules"]): void {
  if (rules === "all") return;
  if (rules.length > MAX_LINK_RULES) {
    throw new ConsoleError(
      "link_rule_refused",
      `There are ${rules.length} link rules, and an app may have ${MAX_LINK_RULES}. Join some with * or **.`,
    );
  }
  for (const rule of rules) {
    const fault = linkRuleFault(rule);
    if (fault === undefined) continue;
    throw new ConsoleError(
      "link_rule_refused",
      `The link rule "${rule}" ${fault}. Write Host[:Port][/Path], such as example.com/docs or *.example.com.`,
    );
  }
}

function named({ subscribed }: Subscription): readonly string[] {
  return subscribed === "all" ? [] : subscribed;
}
