import { CONNECTION_QUERY } from "@larkwire/protocol";
import type { Redactor } from "../../redactor.ts";

/** The address of a long connection, taken apart. It is dialled as it came. */
export interface ConnectionUrl {
  readonly url: URL;
  /** `device_id`: the connection's name in logs; empty when the URL has none. */
  readonly connectionId: string;
  /** `service_id`: goes into every ping; 0 when the URL has none. */
  readonly serviceId: number;
}

/** `undefined` when `text` is no WebSocket URL. */
export function parseConnectionUrl(text: unknown): ConnectionUrl | undefined {
  if (typeof text !== "string" || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== "wss:" && url.protocol !== "ws:") return undefined;
  url.hash = "";
  const serviceId = url.searchParams.get(CONNECTION_QUERY.serviceId) ?? "";
  return {
    url,
    connectionId: url.searchParams.get(CONNECTION_QUERY.deviceId) ?? "",
    serviceId: /^-?\d{1,10}$/.test(serviceId) ? Number(serviceId) | 0 : 0,
  };
}

/** Keeps the URL's credentials out of every log line from now on. */
export function hideCredentials({ url }: ConnectionUrl, redactor: Redactor): void {
  for (const name of [CONNECTION_QUERY.accessKey, CONNECTION_QUERY.ticket]) {
    const secret = url.searchParams.get(name);
    if (secret !== null) redactor.addPassing(secret);
  }
}
