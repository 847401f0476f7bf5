import type { ApiAnswer } from "../answer.ts";
import { GENERAL_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";

/** The bot is enabled. Source: get bot info. */
const ENABLED = 2;

/** What a bot can know of itself. */
export const BOT_INFO_ROUTE: TenantRoute = {
  access: "tenant",
  scopes: CALL_SCOPES.none,
  needsBot: GENERAL_BOT,
  method: "GET",
  path: "/open-apis/bot/v3/info",
  what: "Name and open_id of the app's own bot",
  fidelity: "approximate",
  note: "There is no avatar and no IP white list.",
  source: "Get bot info",
  body: "none",
  handle: botInfo,
};

/** `bot` stands where other calls have `data`. */
function botInfo({ app }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const bot = {
    activate_status: ENABLED,
    app_name: app.name,
    avatar_url: "",
    ip_white_list: [],
    open_id: town.directory.botOpenId(app),
  };
  return { kind: "json", body: { code: 0, msg: "ok", bot } };
}
