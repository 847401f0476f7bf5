import type { App } from "../../apps/app.ts";
import { isAppId } from "../../apps/app-registry.ts";
import type { ApiAnswer } from "../answer.ts";
import type { ApiRequest, PublicRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";

/** Both credentials are checked by the call itself: it answers with its own codes, and with HTTP 200. */
const CREDENTIALS = { access: "public", method: "POST", body: "json" } as const;

/** Source: general error codes; both texts of 10014 as observed. */
const INVALID_PARAM = 10_003;
const APP_UNUSABLE = 10_014;

/** How an app gets its access tokens. */
export const AUTH_ROUTES: readonly PublicRoute[] = [
  {
    ...CREDENTIALS,
    path: "/open-apis/auth/v3/tenant_access_token/internal",
    what: "Tenant access token of a self-built app",
    fidelity: "exact",
    note: "",
    source: "Get tenant_access_token of a self-built app; failures as measured",
    handle: (request, services) =>
      withApp(request, services, ({ appId }) => {
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
      withApp(request, services, ({ appId }) => {
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

function withApp({ body }: ApiRequest, { apps }: OpenApiServices, answer: (app: App) => ApiAnswer): ApiAnswer {
  const { app_id: appId, app_secret: appSecret } = body;
  if (typeof appId !== "string" || !isAppId(appId) || typeof appSecret !== "string" || appSecret === "") {
    return flat({ code: INVALID_PARAM, data: {}, msg: "invalid param" });
  }
  const app = apps.find(appId);
  if (app === undefined) return flat({ code: APP_UNUSABLE, msg: "app id not exists" });
  if (app.appSecret !== appSecret) return flat({ code: APP_UNUSABLE, msg: "app secret invalid" });
  if (!app.enabled) return flat({ code: APP_UNUSABLE, msg: "app unauthorized" });
  return answer(app);
}

/** These calls have no `data` around what they answer. */
function flat(body: Record<string, unknown>): ApiAnswer {
  return { kind: "json", body };
}
