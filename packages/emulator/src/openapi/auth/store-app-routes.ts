import type { PublicRoute } from "../route.ts";
import { CREDENTIALS, flat, INVALID_PARAM, withApp } from "./credentials.ts";

/** Source: the official Go and Java SDKs, which ask for a new ticket when they meet it. */
const TICKET_INVALID = 10_012;
/** Source: general error codes. */
const APP_TOKEN_INVALID = 99_991_664;

/** How a store app gets its access tokens: a ticket, then a token of the app, then one for each company. */
export const STORE_APP_ROUTES: readonly PublicRoute[] = [
  {
    ...CREDENTIALS,
    path: "/open-apis/auth/v3/app_ticket/resend",
    what: "Have the ticket of a store app pushed again",
    fidelity: "approximate",
    note: "The event goes out at once; one report saw it after about two minutes. Which code a self-built app gets is not documented: 10014 here.",
    source: "Resend app_ticket",
    handle: (request, services) =>
      withApp("store", request, services, (app) => {
        services.tickets.pushInBackground(app);
        return flat({ code: 0, msg: "success" });
      }),
  },
  {
    ...CREDENTIALS,
    path: "/open-apis/auth/v3/app_access_token",
    what: "App access token of a store app",
    fidelity: "approximate",
    note: "How long a ticket is good for is not documented: 2 hours, or a setting. 10012 for one that is not: from official SDKs.",
    source: "Get app_access_token of a store app",
    handle: (request, services) =>
      withApp("store", request, services, ({ appId }) => {
        const { app_ticket: ticket } = request.body;
        if (typeof ticket !== "string" || !services.tickets.isGood(appId, ticket)) {
          return flat({ code: TICKET_INVALID, msg: "app_ticket invalid" });
        }
        const { token, expiresInS } = services.tokens.issue(appId, "app");
        return flat({ code: 0, msg: "success", app_access_token: token, expire: expiresInS });
      }),
  },
  {
    ...CREDENTIALS,
    path: "/open-apis/auth/v3/tenant_access_token",
    what: "Tenant access token of a store app",
    fidelity: "approximate",
    note: "Every company here counts as one that uses the app, and its token is good for all that the app does. Which codes refusals have is not documented: 99991664 and 10003 here.",
    source: "Get tenant_access_token of a store app",
    handle: ({ body }, { tokens, town, apps }) => {
      const { app_access_token: appToken, tenant_key: tenantKey } = body;
      if (typeof appToken !== "string" || typeof tenantKey !== "string") return INVALID_PARAM;
      const appId = tokens.appIdOf(appToken, "app");
      const app = appId === undefined ? undefined : apps.find(appId);
      if (app?.published.kind !== "store") return flat({ code: APP_TOKEN_INVALID, msg: "invalid app token" });
      if (town.directory.tenant(tenantKey) === undefined) return INVALID_PARAM;
      const { token, expiresInS } = tokens.issue(app.appId, "tenant", tenantKey);
      return flat({ code: 0, msg: "success", tenant_access_token: token, expire: expiresInS });
    },
  },
];
