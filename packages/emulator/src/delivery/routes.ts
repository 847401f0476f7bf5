import type { Subscription } from "../apps/app-config.ts";
import { isJsonObject } from "../json-object.ts";
import type { PushTarget } from "./attempt.ts";
import type { Push } from "./push.ts";

/** Where a push goes. */
export type Route =
  | {
      readonly to: "long_connection";
    }
  | {
      readonly to: "webhook";
      readonly url: string;
    }
  | {
      /** Why it reaches nobody, with the step in the console. */
      readonly to: "nobody";
      readonly reason: string;
    };

/** The way of an event. */
export function routeEvent(push: Push, target: PushTarget): Route {
  return route(push, target, target.published.events);
}

/** The way of a callback; `card.action.trigger` may bring a second request, see `legacyCardUrl`. */
export function routeCallback(push: Push, target: PushTarget): Route {
  return route(push, target, target.published.callbacks);
}

/**
 * Where a click is sent in the legacy form, too; `undefined` for nowhere. The subscription of `card.action.trigger_v1`
 * comes before the address of the bot page; it works by webhook alone.
 * Source: the table of requests by subscription, on the page on handling card callbacks.
 */
export function legacyCardUrl({ published, enabled }: PushTarget): string | undefined {
  const { callbacks, legacyCardUrl: botPageUrl, bot } = published;
  if (!enabled || !bot) return undefined;
  const subscribed = callbacks.subscribed !== "all" && callbacks.subscribed.includes("card.action.trigger_v1");
  const requestUrl = callbacks.mode === "webhook" ? callbacks.requestUrl : undefined;
  const url = subscribed ? (requestUrl ?? botPageUrl) : botPageUrl;
  return url === "" ? undefined : url;
}

function route(push: Push, target: PushTarget, { mode, requestUrl }: Subscription): Route {
  const { kind, eventType: type } = push;
  const reason = target.whyWithheld({ kind, type, event: () => eventOf(push) });
  if (reason !== undefined) return { to: "nobody", reason };
  // A webhook without an address is among the reasons above.
  return mode === "webhook" && requestUrl ? { to: "webhook", url: requestUrl } : { to: "long_connection" };
}

function eventOf(push: Push): Readonly<Record<string, unknown>> {
  const event: unknown = JSON.parse(push.schema === "legacy_card" ? push.bodyJson : push.eventJson);
  return isJsonObject(event) ? event : {};
}
