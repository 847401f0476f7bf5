import type { WebhookRequest } from "./webhook-request.ts";

/**
 * The value of a header; `name` in lower case. Node and `fetch` give names like that; where somebody does not, all are
 * looked through. Several values become one as HTTP joins them.
 */
export function readHeader(headers: WebhookRequest["headers"], name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : findHeader(headers, name);
  return typeof value === "string" ? value : value?.join(", ");
}

function findHeader(headers: WebhookRequest["headers"], name: string): string | readonly string[] | undefined {
  for (const key of Object.keys(headers)) {
    if (key.length === name.length && key.toLowerCase() === name) return headers[key];
  }
  return undefined;
}
