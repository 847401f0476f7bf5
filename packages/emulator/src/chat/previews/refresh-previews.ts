import type { App } from "../../apps/app.ts";
import { type Attempt, done, refused } from "../attempt.ts";
import { resolveUser } from "../messages/receivers.ts";
import type { User } from "../people/user.ts";
import type { Views } from "../views.ts";
import type { SentLink } from "./link-preview-state.ts";
import { pullPreview } from "./preview.ts";

export type RefreshReason = "unknown_preview_token" | "bad_open_ids";

/** An app's wish that clients pull previews again. */
export interface RefreshInput {
  readonly app: App;
  /** `preview_token`s. */
  readonly tokens: readonly string[];
  /** Whose clients; empty: of everybody who has pulled it. */
  readonly openIds?: readonly string[] | undefined;
}

/** What was set going: `pulls` resolves when every client has its answer, or has failed to get one. */
export interface Refresh {
  readonly pulls: Promise<void>;
}

/** Makes clients pull previews again. Source: "Update URL preview". */
export function refreshPreviews(
  views: Views,
  { app, tokens, openIds = [] }: RefreshInput,
): Attempt<Refresh, RefreshReason> {
  const links: SentLink[] = [];
  for (const token of tokens) {
    const link = views.town.link(token);
    if (link === undefined || link.state.app !== app) {
      return refused(
        "unknown_preview_token",
        `"${token}" names no preview of ${app.appId}. Take context.preview_token.`,
      );
    }
    links.push(link);
  }
  const users: User[] = [];
  for (const openId of openIds) {
    const user = resolveUser(views.town, app, "open_id", openId);
    if (!user.ok) return refused("bad_open_ids", user.detail);
    users.push(user.value);
  }
  const pulls = links.flatMap((link) => viewersOf(link, users).map((user) => pull(views, link, user)));
  return done({ pulls: Promise.allSettled(pulls).then(() => undefined) });
}

function viewersOf({ state }: SentLink, wanted: readonly User[]): User[] {
  const viewers = [...state.pulled.keys()];
  return wanted.length === 0 ? viewers : viewers.filter((user) => wanted.includes(user));
}

async function pull(views: Views, link: SentLink, user: User): Promise<void> {
  const chat = views.open(link.message.facts.conversation.chatId, user);
  if (chat !== undefined) await pullPreview(views, chat, link);
}
