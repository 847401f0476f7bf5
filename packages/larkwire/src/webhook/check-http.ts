import { readHeader } from "./read-header.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/**
 * Whether a request is one that the platform could have sent, as far as its head tells.
 *
 * @param wantedPath default: every path
 */
export function checkHttp(
  { method, path, headers }: WebhookRequest,
  wantedPath: string | undefined,
): Refusal | undefined {
  if (wantedPath !== undefined && withoutQuery(path) !== wantedPath) return refuse("path_not_found");
  if (method !== "POST") return refuse("method_not_allowed");
  return JSON_TYPE.test(readHeader(headers, "content-type") ?? "") ? undefined : refuse("not_json_content");
}

const JSON_TYPE = /^application\/json[ \t]*(?:;|$)/i;

function withoutQuery(path: string | undefined): string | undefined {
  return path?.split("?", 1)[0];
}
