import type { App } from "../apps/app.ts";
import { type ApiAnswer, type ApiRefusal, refuse } from "./answer.ts";
import { authorize } from "./auth/authorize.ts";
import { missingScope } from "./auth/missing-scope.ts";
import { PER_APP } from "./limits/documented-limits.ts";
import { rateLimited } from "./limits/rate-limited.ts";
import { checkFields } from "./reading/check-fields.ts";
import { readBody } from "./reading/read-body.ts";
import type { ApiRequest, ApiRoute, PublicRoute, TenantRoute } from "./route.ts";
import type { OpenApiServices } from "./services.ts";

/** An HTTP request that a route matches. */
export interface Incoming {
  readonly raw: Request;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Carries a call out, in the platform's order: token, permission, body, rate, and only then what the call is about. That
 * the token comes before everything else was measured.
 */
export async function serveRoute(route: ApiRoute, incoming: Incoming, services: OpenApiServices): Promise<ApiAnswer> {
  return route.access === "public" ? servePublic(route, incoming, services) : serveTenant(route, incoming, services);
}

async function servePublic(route: PublicRoute, incoming: Incoming, services: OpenApiServices): Promise<ApiAnswer> {
  const fault = faultOf(route, incoming, undefined, services);
  if (fault !== undefined) return fault;
  const request = await read(route, incoming, services);
  return "kind" in request ? request : route.handle(request, services);
}

async function serveTenant(route: TenantRoute, incoming: Incoming, services: OpenApiServices): Promise<ApiAnswer> {
  const caller = authorize(incoming.raw.headers.get("authorization"), services.tokens, services.apps);
  const fault = faultOf(route, incoming, "appId" in caller ? caller.appId : undefined, services);
  if (fault !== undefined) return fault;
  if ("kind" in caller) return caller;
  const denied = missingScope(caller, route.scopes);
  if (denied !== undefined) return denied;
  if (route.needsBot !== undefined && !caller.published.bot) return refuse(...route.needsBot);
  const request = await read(route, incoming, services);
  if ("kind" in request) return request;
  return tooOften(route, caller, request, services) ?? route.handle({ ...request, app: caller }, services);
}

/** The one place where faults on demand come in. */
function faultOf(
  { method, path: route }: ApiRoute,
  { path }: Incoming,
  appId: string | undefined,
  { faults }: OpenApiServices,
): ApiRefusal | undefined {
  const fault = faults.restError({ method, route, path, appId });
  return fault === undefined ? undefined : { kind: "refusal", details: {}, ...fault };
}

async function read(
  route: ApiRoute,
  { raw, params, query }: Incoming,
  { settings }: OpenApiServices,
): Promise<ApiRequest | ApiRefusal> {
  const body = await readBody(raw, route, settings.maxBodyBytes);
  if (body.kind === "refusal") return body;
  const fault = checkFields(query, route.query ?? {}) ?? checkFields(body.body, route.fields ?? {});
  return fault ?? { params, query, body: body.body, files: body.files };
}

function tooOften(
  route: TenantRoute,
  app: App,
  request: ApiRequest,
  services: OpenApiServices,
): ApiRefusal | undefined {
  if (route.unlimited?.(request, services)) return undefined;
  const key = `${app.appId} ${route.method} ${route.path}`;
  const exceeded = services.limiter.take(key, route.limits ?? PER_APP.limits);
  return exceeded === undefined ? undefined : rateLimited(exceeded);
}
