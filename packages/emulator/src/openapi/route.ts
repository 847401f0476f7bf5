import type { App } from "../apps/app.ts";
import type { JsonObject } from "../json-object.ts";
import type { ApiAnswer } from "./answer.ts";
import type { BotRequirement } from "./auth/bot-ability.ts";
import type { RateLimit } from "./limits/rate-limiter.ts";
import type { FieldRules } from "./reading/check-fields.ts";
import type { OpenApiServices } from "./services.ts";

/**
 * How close a call is to the platform's. `exact`: every documented rule that can be reached is kept. `approximate`: the
 * shape is right, and `note` says what is simpler or chosen.
 */
export type Fidelity = "exact" | "approximate";

/** A request, read and checked against the route's rules. */
export interface ApiRequest {
  /** What stands in the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON body, or the text fields of a form; `{}` when there is none. */
  readonly body: JsonObject;
  /** The files of a form, by field name. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** What every route states of itself; the table in FIDELITY.md is compared with it. */
interface RouteFacts {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:name` for what varies. */
  readonly path: string;
  /** What the call does, in a few words. */
  readonly what: string;
  readonly fidelity: Fidelity;
  /** What is simpler than on the platform, or chosen because nobody states it. Empty when exact. */
  readonly note: string;
  /** The platform's page by its title, or "observed". */
  readonly source: string;
  /** The fields of a form that are files. */
  readonly files?: readonly string[];
  /** Code and text for a body that is no JSON object. Default: 9499, that of the gateway. */
  readonly notJson?: readonly [code: number, msg: string];
  /** What the query has to look like. Unknown parameters are ignored, as on the platform. */
  readonly query?: FieldRules;
  /** What the body has to look like. Unknown members are ignored, as on the platform. */
  readonly fields?: FieldRules;
}

/** A call without an access token. */
export interface PublicRoute extends RouteFacts {
  readonly access: "public";
  readonly body: "json";
  handle(request: ApiRequest, services: OpenApiServices): ApiAnswer | Promise<ApiAnswer>;
}

/** A call with a tenant access token. */
export interface TenantRoute extends RouteFacts {
  readonly access: "tenant";
  readonly body: "json" | "form" | "none";
  /** Permissions of which the app needs one; empty when it needs none. */
  readonly scopes: readonly string[];
  /** What an app without a bot is told. Missing: the call needs none. */
  readonly needsBot?: BotRequirement;
  /** How often one app may call. Default: 1,000 a minute and 50 a second, which nearly all pages document. */
  readonly limits?: readonly RateLimit[];
  /** Whether this one call is free of `limits`. Source: streaming guide, for cards in streaming mode. */
  unlimited?(request: ApiRequest, services: OpenApiServices): boolean;
  handle(request: ApiRequest & { readonly app: App }, services: OpenApiServices): ApiAnswer | Promise<ApiAnswer>;
}

export type ApiRoute = PublicRoute | TenantRoute;

/** A request of a known app. */
export type AppRequest = Parameters<TenantRoute["handle"]>[0];
