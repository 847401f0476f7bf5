import type { App } from "../../apps/app.ts";
import { type ApiRefusal, refuse } from "../answer.ts";

/** Source: general error codes, how to request the required scope; text as observed. */
const SCOPE_MISSING = 99_991_672;

/** Why `app` may not make a call that needs one of `anyOf`; `undefined` when its published version may. */
export function missingScope(app: App, anyOf: readonly string[]): ApiRefusal | undefined {
  const { scopes } = app.published;
  if (anyOf.length === 0 || anyOf.some((scope) => scopes.includes(scope))) return undefined;
  const list = `[${anyOf.join(", ")}]`;
  const link = `https://open.feishu.cn/app/${app.appId}/auth?q=${anyOf.join(",")}&op_from=openapi&token_type=tenant`;
  return refuse(
    SCOPE_MISSING,
    `Access denied. One of the following scopes is required: ${list}.应用尚未开通所需的应用身份权限：${list}，点击链接申请并开通任一权限即可：${link}`,
    {
      details: {
        permission_violations: anyOf.map((subject) => ({ type: "action_scope_required", subject })),
        helps: [{ url: link, description: `Learn more about scopes and how to add them: ${list}` }],
      },
    },
  );
}
