import type { PublicRoute } from "../route.ts";
import { CREDENTIALS, flat, withApp } from "./credentials.ts";

/** How a self-built app gets its access tokens. */
export const AUTH_ROUTES: readonly PublicRoute[] = [
  {
    ...CREDENTIALS,
    path: "/open-apis/auth/v3/tenant_access_token/internal",
    what: "Tenant access token of a self-built app",
    fidelity: "exact",
    note: "",
    source: "Get tenant_access_token of a self-built app; failures as measured",
    handle: (request, services) =>
      withApp("self_built", request, services, ({ appId }) => {
        const { token, expiresInS } = services.tokens.issue(appId, "tenant");
        return flat({ code: 0, msg: "ok", tenant_access_token: token, expire: expiresInS });
      }),
  },
  {
    ...CREDENTIALS,
    path: "/open-apis/auth/v3/app_access_token/internal",
    what: "App access token of a self-built app",
    fidelity: "exact",
    note: "",
    source: "Get app_access_token of a self-built app; failures as measured",
    handle: (request, services) =>
      withApp("self_built", request, services, ({ appId }) => {
        const app = services.tokens.issue(appId, "app");
        const tenant = services.tokens.issue(appId, "tenant");
        const expire = Math.min(app.expiresInS, tenant.expiresInS);
        return flat({
          code: 0,
          msg: "ok",
          app_access_token: app.token,
          tenant_access_token: tenant.token,
          expire,
        });
      }),
  },
];
