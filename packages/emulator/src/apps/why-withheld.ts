import type { AppConfig, Subscription } from "./app-config.ts";
import { LEGACY_CALLBACK } from "./check-config.ts";
import type { ConsoleState } from "./console-state.ts";
import { missingEventScopes } from "./required-scopes.ts";

/** A push before it is sent, as far as the settings of its app matter. */
export interface PushInQuestion {
  readonly kind: "event" | "callback";
  readonly type: string;
  /** The body's `event`. It is asked for only when a permission depends on it. */
  event(): Readonly<Record<string, unknown>>;
}

interface ConsoleView extends Pick<ConsoleState, "draft" | "versions" | "enabled"> {
  readonly published: AppConfig;
}

/** What is wrong, as a sentence without its end, and what to do about it. */
interface Obstacle {
  readonly fault: string;
  readonly step: string;
}

const PAGE = {
  event: "the developer console under Events & Callbacks > Event Configuration",
  callback: "the developer console under Events & Callbacks > Callback Configuration",
} as const;

/** What only an app with a bot gets. Source: the preconditions of card callbacks, and of the message events. */
const NEEDS_BOT = /^(?:card\.action\.|im\.message\.|im\.chat\.|application\.bot\.)/;

/**
 * Why the settings of an app keep a push from it, in one sentence with the next step; `undefined` when they do not. The
 * clicker of a withheld callback sees 200340; of a withheld event nobody hears anything.
 */
export function whyWithheld(appId: string, view: ConsoleView, push: PushInQuestion): string | undefined {
  const { published, draft, versions, enabled } = view;
  if (!enabled) {
    return `The company's administrator has disabled ${appId}, so nothing reaches it; enable it (developerConsole.enable()).`;
  }
  if (versions.length === 0) {
    return `No version of ${appId} is published, so no setting is in effect; publish one (developerConsole.publish()).`;
  }
  const obstacle = obstacleIn(published, push);
  if (obstacle === undefined) return undefined;
  return obstacleIn(draft, push) === undefined
    ? `${obstacle.fault} in the published version; it is mended in the draft, so publish a version.`
    : `${obstacle.fault}; ${obstacle.step}, and publish a version.`;
}

function obstacleIn(config: AppConfig, push: PushInQuestion): Obstacle | undefined {
  const { kind, type } = push;
  const what = `The ${kind} ${type}`;
  if (!config.bot && NEEDS_BOT.test(type)) {
    return { fault: `${what} needs a bot, and there is none`, step: "add the bot ability (save { bot: true })" };
  }
  const tab = kind === "event" ? config.events : config.callbacks;
  if (!subscribes(tab, type) && !comesByItself(config, push))
    return { fault: `${what} is not subscribed`, step: `add it in ${PAGE[kind]}` };
  if (tab.mode === "webhook" && !tab.requestUrl) {
    return {
      fault: `${what} is to be sent to a server, but there is no request URL`,
      step: `save one in ${PAGE[kind]}, or the long connection while the app is connected`,
    };
  }
  if (kind === "callback") return undefined;
  const scopes = missingEventScopes(config.scopes, type, push.event);
  return scopes && { fault: `${what} needs one of the permissions ${scopes.join(", ")}`, step: "add one of them" };
}

/** Store apps are subscribed to their tickets. Source: the page of the event. */
function comesByItself({ kind: appKind }: AppConfig, { kind, type }: PushInQuestion): boolean {
  return appKind === "store" && kind === "event" && type === "app_ticket";
}

/** `"all"` is all but the legacy callback. */
function subscribes({ subscribed }: Subscription, type: string): boolean {
  return subscribed === "all" ? type !== LEGACY_CALLBACK : subscribed.includes(type);
}
