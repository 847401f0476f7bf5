import type { App } from "../../apps/app.ts";
import type { AppConfig } from "../../apps/app-config.ts";
import { isAppId } from "../../apps/app-registry.ts";
import type { ApiAnswer } from "../answer.ts";
import type { ApiRequest } from "../route.ts";
import type { OpenApiServices } from "../services.ts";

/** Both credentials are checked by the call itself: it answers with its own codes, and with HTTP 200. */
export const CREDENTIALS = { access: "public", method: "POST", body: "json" } as const;

/** Source: general error codes; the text as observed. */
export const INVALID_PARAM: ApiAnswer = flat({ code: 10_003, data: {}, msg: "invalid param" });

/** Source: general error codes; two of the texts as observed. That it is also for apps of the other kind is chosen. */
const APP_UNUSABLE = 10_014;

/** Answers for the app that `app_id` and `app_secret` name, when it is of this kind. */
export function withApp(
  kind: AppConfig["kind"],
  { body }: ApiRequest,
  { apps }: OpenApiServices,
  answer: (app: App) => ApiAnswer,
): ApiAnswer {
  const { app_id: appId, app_secret: appSecret } = body;
  if (typeof appId !== "string" || !isAppId(appId) || typeof appSecret !== "string" || appSecret === "") {
    return INVALID_PARAM;
  }
  const app = apps.find(appId);
  if (app === undefined) return flat({ code: APP_UNUSABLE, msg: "app id not exists" });
  if (app.appSecret !== appSecret) return flat({ code: APP_UNUSABLE, msg: "app secret invalid" });
  if (!app.enabled) return flat({ code: APP_UNUSABLE, msg: "app unauthorized" });
  if (app.published.kind !== kind) return flat({ code: APP_UNUSABLE, msg: `app unauthorized: ${WRONG_KIND[kind]}` });
  return answer(app);
}

const WRONG_KIND: Readonly<Record<AppConfig["kind"], string>> = {
  self_built: "a store app gets its tokens by app_ticket, not by the calls that end with /internal",
  store: "a self-built app gets its tokens by the calls that end with /internal",
};

/** These calls have no `data` around what they answer. */
export function flat(body: Record<string, unknown>): ApiAnswer {
  return { kind: "json", body };
}
