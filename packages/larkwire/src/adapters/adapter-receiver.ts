import type { WebhookReceiver } from "../webhook/webhook-receiver.ts";

/**
 * What an adapter uses of a `WebhookReceiver`: its members, not its class, because an app may load this package both as
 * ESM and as CommonJS.
 */
export type AdapterReceiver = Pick<WebhookReceiver, "handle" | "maxBodyBytes" | "path" | "refuseParsedBody">;

/** Whether a request is the receiver's, for middleware that sees all requests of an app. A query does not matter. */
export function isForReceiver({ path }: AdapterReceiver, url: string | undefined): boolean {
  return path === undefined || url?.split("?", 1)[0] === path;
}
