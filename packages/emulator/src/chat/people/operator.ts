import type { CallbackOperator } from "@larkwire/protocol";
import type { App } from "../../apps/app.ts";
import type { User } from "./user.ts";

/** The one who clicked, with the ids the app may see, in the order of the platform's samples. */
export function operator(user: User, app: App): CallbackOperator {
  const { user_id, open_id, union_id } = user.ids(app);
  return {
    tenant_key: user.tenant.tenantKey,
    ...(user_id === undefined ? {} : { user_id }),
    open_id,
    ...(union_id === undefined ? {} : { union_id }),
  };
}
