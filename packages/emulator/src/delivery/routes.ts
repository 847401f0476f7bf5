import type { AppConfig, Subscription } from "../apps/app-config.ts";
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

const EVENT_PAGE = "the developer console under Events & Callbacks > Event Configuration";
const CALLBACK_PAGE = "the developer console under Events & Callbacks > Callback Configuration";

/** The way of an event. */
export function routeEvent({ eventType }: Push, { events }: AppConfig): Route {
  return route(events, eventType, `The event ${eventType}`, EVENT_PAGE);
}

/** The way of a callback; `card.action.trigger` may bring a second request, see `legacyCardUrl`. */
export function routeCallback({ eventType }: Push, { callbacks }: AppConfig): Route {
  return route(callbacks, eventType, `The callback ${eventType}`, CALLBACK_PAGE);
}

/**
 * Where a click is sent in the legacy form, too; `undefined` for nowhere. The subscription of `card.action.trigger_v1`
 * comes before the address of the bot page; it works by webhook alone.
 * Source: the table of requests by subscription, on the page on handling card callbacks.
 */
export function legacyCardUrl({ callbacks, legacyCardUrl: botPageUrl }: AppConfig): string | undefined {
  const subscribed = callbacks.subscribed !== "all" && callbacks.subscribed.includes("card.action.trigger_v1");
  const requestUrl = callbacks.mode === "webhook" ? callbacks.requestUrl : undefined;
  const url = subscribed ? (requestUrl ?? botPageUrl) : botPageUrl;
  return url === "" ? undefined : url;
}

function route(subscription: Subscription, type: string, what: string, page: string): Route {
  const { mode, requestUrl, subscribed } = subscription;
  if (subscribed !== "all" && !subscribed.includes(type)) {
    return { to: "nobody", reason: `${what} is not subscribed; add it in ${page}, and publish a version.` };
  }
  if (mode === "long_connection") return { to: "long_connection" };
  if (requestUrl !== undefined && requestUrl !== "") return { to: "webhook", url: requestUrl };
  const reason = `${what} is to be sent to a server, but there is no request URL; save one in ${page}, and publish a version.`;
  return { to: "nobody", reason };
}
