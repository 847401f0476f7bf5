import type { App } from "../apps/app.ts";
import type { Tenant } from "../chat/people/tenant.ts";
import type { User } from "../chat/people/user.ts";
import { AdminError } from "../errors.ts";
import type { AdminDeps } from "./admin-deps.ts";

export function foundApp({ apps }: AdminDeps, appId: string): App {
  return found(apps.find(appId), `app ${appId}`, "POST /_emu/apps");
}

export function foundUser({ views }: AdminDeps, userId: string): User {
  return found(views.town.directory.user(userId), `user ${userId}`, "POST /_emu/users");
}

export function foundTenant({ views }: AdminDeps, tenantKey: string): Tenant {
  return found(views.town.directory.tenant(tenantKey), `company ${tenantKey}`, "POST /_emu/tenants");
}

/** @throws AdminError `not_found` */
export function found<T>(thing: T | undefined, what: string, origin: string): T {
  if (thing !== undefined) return thing;
  throw new AdminError("not_found", `There is no ${what} in this emulator. Take an id that ${origin} has answered.`);
}
