import { MAX_TIMER_MS } from "../clock.ts";
import { refuseUnknownNames, wholeNumber, wrong } from "../option-checks.ts";

/** How strict the REST calls are. Every member has a default. */
export interface OpenApiOptions {
  /** `"documented"`: the platform's limits, with its codes and headers. Default `"documented"`. */
  readonly rateLimits?: "documented" | "off" | undefined;
  /**
   * What a delayed card update does that comes before the callback was answered. The platform documents both without
   * saying when: `"error"` refuses it, `"revert"` shows it and takes it back when the answer comes. Default `"error"`.
   */
  readonly earlyCardUpdate?: "error" | "revert" | undefined;
  /**
   * What patching a card gets that does not say `update_multi: true`, or did not when it was sent. It is documented as
   * required, and reported to succeed without an effect. `"refuse"`: 230001. `"ignore"`: success, and nothing changes.
   * Default `"refuse"`.
   */
  readonly unsharedPatch?: "refuse" | "ignore" | undefined;
  /**
   * Which pictures may stand in cards: those that were uploaded here, else 230099 with 200570; or any, so that cards
   * keep their keys from the real platform. Default `"any"`.
   */
  readonly imageKeys?: "any" | "uploaded" | undefined;
  /** How long the `app_ticket` of a store app is good for; not documented. Default 7,200,000: two pushes of it. */
  readonly appTicketLifetimeMs?: number | undefined;
  /** Longest JSON body of a call. Default 4,194,304. Pictures may have the documented 10 MB. */
  readonly maxBodyBytes?: number | undefined;
}

/** `OpenApiOptions`, checked and complete. */
export interface OpenApiSettings {
  readonly rateLimits: "documented" | "off";
  readonly earlyCardUpdate: "error" | "revert";
  readonly unsharedPatch: "refuse" | "ignore";
  readonly imageKeys: "any" | "uploaded";
  readonly appTicketLifetimeMs: number;
  readonly maxBodyBytes: number;
}

const NAMES = [
  "rateLimits",
  "earlyCardUpdate",
  "unsharedPatch",
  "imageKeys",
  "appTicketLifetimeMs",
  "maxBodyBytes",
] as const satisfies readonly (keyof OpenApiOptions)[];

const DEFAULT_APP_TICKET_LIFETIME_MS = 2 * 60 * 60 * 1000;
const DEFAULT_MAX_BODY_BYTES = 4 * 1024 * 1024;
const LEAST_MAX_BODY_BYTES = 1_024;
const GREATEST_MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Fills in defaults. Throws `bad_option` for what is unknown or wrong. */
export function resolveOpenApiOptions(options: OpenApiOptions): OpenApiSettings {
  refuseUnknownNames(options, NAMES, "member of openApi");
  return {
    rateLimits: oneOf("rateLimits", options.rateLimits ?? "documented", ["documented", "off"]),
    earlyCardUpdate: oneOf("earlyCardUpdate", options.earlyCardUpdate ?? "error", ["error", "revert"]),
    unsharedPatch: oneOf("unsharedPatch", options.unsharedPatch ?? "refuse", ["refuse", "ignore"]),
    imageKeys: oneOf("imageKeys", options.imageKeys ?? "any", ["any", "uploaded"]),
    appTicketLifetimeMs: wholeNumber(
      "openApi.appTicketLifetimeMs",
      options.appTicketLifetimeMs ?? DEFAULT_APP_TICKET_LIFETIME_MS,
      1,
      MAX_TIMER_MS,
    ),
    maxBodyBytes: wholeNumber(
      "openApi.maxBodyBytes",
      options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
      LEAST_MAX_BODY_BYTES,
      GREATEST_MAX_BODY_BYTES,
    ),
  };
}

function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  const list = allowed.map((one) => `"${one}"`).join(" or ");
  throw wrong(`openApi.${name}`, value, list);
}
