import { isJsonObject } from "../json-object.ts";
import type { AppConfig, Subscription } from "./app-config.ts";
import { LEGACY_CALLBACK } from "./check-config.ts";
import type { DeveloperConsole } from "./developer-console.ts";
import { missingEventScopes } from "./required-scopes.ts";

/** A push before it is sent, as far as the settings of its app matter. */
export interface PushInQuestion {
  readonly kind: "event" | "callback";
  readonly type: string;
  /** The body's `event`. */
  readonly event: object;
}

type ConsoleView = Pick<DeveloperConsole, "draft" | "published" | "versions" | "enabled">;

/** What only an app with a bot gets. Source: the preconditions of card callbacks, and of the message events. */
const NEEDS_BOT = /^(?:card\.action\.|im\.message\.|im\.chat\.|application\.bot\.)/;

/**
 * Why the settings of an app keep a push from it, in one sentence with the next step; `undefined` when they do not. A
 * withheld callback shows 200340 to the clicker; of a withheld event nobody hears anything.
 */
export function whyWithheld(appId: string, settings: ConsoleView, push: PushInQuestion): string | undefined {
  const { published, draft, versions, enabled } = settings;
  if (!enabled) return `${appId} is disabled by the company's administrator: call developerConsole.enable().`;
  if (versions.length === 0) {
    return `No version of ${appId} is published, so none of its settings is in effect: call developerConsole.publish().`;
  }
  const reason = whyNot(published, push);
  if (reason === undefined) return undefined;
  const isMended = whyNot(draft, push) === undefined;
  return isMended
    ? `${reason} in the published version of ${appId}; the draft is right, so publish it.`
    : `${reason} in ${appId}; ${nextStep(draft, push)}, and publish a version.`;
}

/** What is wrong in one configuration, as the beginning of a sentence. */
function whyNot(config: AppConfig, { kind, type, event }: PushInQuestion): string | undefined {
  if (!config.bot && NEEDS_BOT.test(type)) return "There is no bot";
  if (type === LEGACY_CALLBACK && config.legacyCardUrl) return undefined;
  const tab = kind === "event" ? config.events : config.callbacks;
  if (!subscribes(tab, type)) return `${type} is not subscribed under ${kind}s`;
  if (tab.mode === "webhook" && !tab.requestUrl) return `No way is set by which ${kind}s are pushed`;
  if (kind === "callback" && type === LEGACY_CALLBACK && tab.mode === "long_connection") {
    return `${type} is subscribed, but callbacks go over the long connection, which does not carry it,`;
  }
  if (kind === "callback") return undefined;
  const scopes = missingEventScopes(config.scopes, type, isJsonObject(event) ? event : {});
  return scopes && `None of the permissions for this ${type} (${scopes.join(", ")}) is there`;
}

function nextStep(draft: AppConfig, push: PushInQuestion): string {
  const { kind, type } = push;
  if (!draft.bot && NEEDS_BOT.test(type)) return "save { bot: true }";
  const tab = kind === "event" ? draft.events : draft.callbacks;
  if (!subscribes(tab, type)) return `add it there (events and callbacks are two tabs)`;
  if (tab.mode === "webhook" && !tab.requestUrl) {
    return "save the long connection while the app is connected, or a request URL";
  }
  if (type === LEGACY_CALLBACK) return "save a request URL for callbacks, or subscribe card.action.trigger instead";
  return "add one of them to scopes";
}

/** `"all"` is all but the legacy callback. */
function subscribes({ subscribed }: Subscription, type: string): boolean {
  return subscribed === "all" ? type !== LEGACY_CALLBACK : subscribed.includes(type);
}
