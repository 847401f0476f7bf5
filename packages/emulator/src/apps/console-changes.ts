import { ArgumentError } from "../errors.ts";
import { refuseUnknownArguments } from "../unknown-names.ts";
import type { AppConfig, Subscription } from "./app-config.ts";

/** What can be saved at once; what is left out stays as it is. */
export interface ConsoleChanges {
  /** Members that are left out stay; `mode: "long_connection"` needs a connected client, a `requestUrl` its challenge. */
  readonly events?: Partial<Subscription> | undefined;
  /** The same for callbacks. */
  readonly callbacks?: Partial<Subscription> | undefined;
  /** `""` takes the address away; another needs its challenge. */
  readonly legacyCardUrl?: string | undefined;
  /** `""` switches encryption and signatures off; at most 32 characters. Counts at once. */
  readonly encryptKey?: string | undefined;
  /** 1 to 32 characters. Counts at once. */
  readonly verificationToken?: string | undefined;
  /** The whole list. */
  readonly scopes?: readonly string[] | undefined;
  /** The whole list, at most 10. */
  readonly linkPreviewRules?: "all" | readonly string[] | undefined;
  /** Whether the app has a bot. */
  readonly bot?: boolean | undefined;
}

const CHANGES = [
  "events",
  "callbacks",
  "legacyCardUrl",
  "encryptKey",
  "verificationToken",
  "scopes",
  "linkPreviewRules",
  "bot",
] as const satisfies readonly (keyof ConsoleChanges)[];

const SUBSCRIPTION = ["mode", "requestUrl", "subscribed"] as const satisfies readonly (keyof Subscription)[];

/**
 * `draft` with `changes` in it, as far as their types are right. Whether it may be saved is not looked at here.
 *
 * @throws ArgumentError `bad_argument`
 */
export function applyChanges(draft: AppConfig, changes: ConsoleChanges): AppConfig {
  refuseUnknownArguments(changes, CHANGES, "setting of the developer console");
  return withoutUndefined({
    kind: draft.kind,
    bot: typed("bot", changes.bot, isBoolean, "true or false") ?? draft.bot,
    events: applySubscription("events", draft.events, changes.events),
    callbacks: applySubscription("callbacks", draft.callbacks, changes.callbacks),
    legacyCardUrl: typed("legacyCardUrl", changes.legacyCardUrl, isText, "a text") ?? draft.legacyCardUrl,
    encryptKey: typed("encryptKey", changes.encryptKey, isText, "a text") ?? draft.encryptKey,
    verificationToken:
      typed("verificationToken", changes.verificationToken, isText, "a text") ?? draft.verificationToken,
    scopes: distinct(typed("scopes", changes.scopes, isNames, "an array of names")) ?? draft.scopes,
    linkPreviewRules:
      distinct(typed("linkPreviewRules", changes.linkPreviewRules, isAllOrNames, '"all" or an array of rules')) ??
      draft.linkPreviewRules,
  });
}

function applySubscription(name: string, draft: Subscription, given: Partial<Subscription> = {}): Subscription {
  refuseUnknownArguments(given, SUBSCRIPTION, `member of ${name}`);
  const modes = '"long_connection" or "webhook"';
  return withoutUndefined({
    mode: typed(`${name}.mode`, given.mode, isMode, modes) ?? draft.mode,
    requestUrl: typed(`${name}.requestUrl`, given.requestUrl, isText, "a text") ?? draft.requestUrl,
    subscribed:
      distinct(typed(`${name}.subscribed`, given.subscribed, isAllOrNames, '"all" or an array of names')) ??
      draft.subscribed,
  });
}

/** As JSON has it, so that settings are the same before and after a snapshot. */
function withoutUndefined<T extends object>(settings: T): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T;
}

/** `value` when it fits or is missing. */
function typed<T>(name: string, value: T, fits: (value: unknown) => boolean, expected: string): T {
  if (value === undefined || fits(value)) return value;
  throw new ArgumentError(
    "bad_argument",
    `The setting ${name} is ${JSON.stringify(value)}, but has to be ${expected}.`,
  );
}

/** A list without what stands in it twice, and a copy of the caller's. */
function distinct<T extends "all" | readonly string[] | undefined>(names: T): T {
  return (Array.isArray(names) ? [...new Set(names)] : names) as T;
}

const isBoolean = (value: unknown): boolean => typeof value === "boolean";
const isText = (value: unknown): boolean => typeof value === "string";
const isMode = (value: unknown): boolean => value === "long_connection" || value === "webhook";
const isNames = (value: unknown): boolean =>
  Array.isArray(value) && value.every((name) => typeof name === "string" && name !== "");
const isAllOrNames = (value: unknown): boolean => value === "all" || isNames(value);
