import type { App } from "../../apps/app.ts";
import type { Author } from "../messages/message.ts";
import type { Holder } from "../people/directory.ts";
import type { User } from "../people/user.ts";

/** A person or an app by its id. */
export type Reference = { readonly user: string } | { readonly app: string };

/** Finds what a snapshot refers to. Both throw when it is not there. */
export interface Referents {
  user(userId: string): User;
  app(appId: string): App;
}

export function referToAuthor(author: Author): Reference {
  return author.kind === "app" ? { app: author.app.appId } : { user: author.user.userId };
}

export function authorOf(reference: Reference, from: Referents): Author {
  return "app" in reference
    ? { kind: "app", app: from.app(reference.app) }
    : { kind: "user", user: from.user(reference.user) };
}

export function referToHolder(holder: Holder): Reference {
  return holder.kind === "bot" ? { app: holder.app.appId } : { user: holder.user.userId };
}

export function holderOf(reference: Reference, from: Referents): Holder {
  return "app" in reference
    ? { kind: "bot", app: from.app(reference.app) }
    : { kind: "user", user: from.user(reference.user) };
}
