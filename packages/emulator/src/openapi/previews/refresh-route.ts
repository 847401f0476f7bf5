import type { RefreshReason } from "../../chat/previews/refresh-previews.ts";
import { type ApiAnswer, refuse, success } from "../answer.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import { PER_PREVIEW, PREVIEW_UPDATES } from "../limits/documented-limits.ts";
import { rateLimited } from "../limits/rate-limited.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";

/** Source: update URL previews. */
const INVALID_PARAM = 230_001;

const TEXTS: Readonly<Record<RefreshReason, string>> = {
  unknown_preview_token: "param is invalid, preview_token is invalid",
  bad_open_ids: "param is invalid, open_ids is invalid",
};

/** Making clients pull link previews again. */
export const REFRESH_ROUTE: TenantRoute = {
  access: "tenant",
  scopes: CALL_SCOPES.refreshPreview,
  method: "POST",
  path: "/open-apis/im/v2/url_previews/batch_update",
  what: "Have link previews pulled again",
  fidelity: "approximate",
  note: "What an unknown token gets, and a token within its 5 seconds, is not documented: 230001 and 99991400 here.",
  source: "Update URL previews",
  body: "json",
  fields: {
    preview_tokens: { type: "texts", required: true, min: 1, max: 10 },
    open_ids: { type: "texts", max: 100 },
  },
  limits: PREVIEW_UPDATES.limits,
  handle: refresh,
};

function refresh({ app, body }: AppRequest, { views, limiter }: OpenApiServices): ApiAnswer {
  const { preview_tokens: tokens, open_ids: openIds } = body as { preview_tokens: string[]; open_ids?: string[] };
  for (const token of new Set(tokens)) {
    const exceeded = limiter.take(`preview ${token}`, PER_PREVIEW.limits);
    if (exceeded !== undefined) return rateLimited(exceeded);
  }
  const refreshed = views.refreshPreviews({ app, tokens, openIds });
  if (refreshed.ok) return success();
  return refuse(INVALID_PARAM, TEXTS[refreshed.reason], { details: { reason: refreshed.detail } });
}
