import { ArgumentError } from "../errors.ts";
import { unknownName } from "../unknown-names.ts";
import type { AppOptions } from "./app.ts";
import type { AppConfig, Subscription } from "./app-config.ts";
import type { AppRecord } from "./app-record.ts";

const MEMBERS = ["mode", "requestUrl", "subscribed"] as const satisfies readonly (keyof Subscription)[];

/**
 * What is in effect for a new app: everything subscribed, over the long connection unless `options` say otherwise.
 *
 * @throws ArgumentError `bad_argument`
 */
export function firstConfig(record: AppRecord, options: AppOptions): AppConfig {
  const { encryptKey, verificationToken, scopes } = record;
  return {
    kind: "self_built",
    events: subscription("events", options.events ?? {}),
    callbacks: subscription("callbacks", options.callbacks ?? {}),
    legacyCardUrl: options.legacyCardUrl,
    encryptKey,
    verificationToken,
    scopes,
    linkPreviewRules: "all",
  };
}

function subscription(name: string, given: Partial<Subscription>): Subscription {
  const fault = unknownName(given, MEMBERS, `member of ${name}`);
  if (fault !== undefined) throw new ArgumentError("bad_argument", fault);
  const { requestUrl, mode = requestUrl === undefined ? "long_connection" : "webhook", subscribed = "all" } = given;
  if (mode !== "long_connection" && mode !== "webhook") {
    throw new ArgumentError("bad_argument", `${name}.mode is "${mode}", but has to be "long_connection" or "webhook".`);
  }
  return { mode, requestUrl, subscribed };
}
