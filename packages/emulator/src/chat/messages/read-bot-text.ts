import type { App } from "../../apps/app.ts";
import type { Directory, Holder } from "../people/directory.ts";
import type { Mention } from "./mention.ts";

const AT = /<at\s+(?:user_id|id|email)\s*=\s*["']?([^"'\s>]+)["']?\s*>(.*?)<\/at>/g;

/** What a bot's text becomes: `<at user_id="…">…</at>` turns into placeholders, as in the platform's answers. */
export function readBotText(
  text: string,
  app: App,
  directory: Directory,
): { readonly content: string; readonly mentions: readonly Mention[] } {
  const mentions: Mention[] = [];
  const replaced = text.replaceAll(AT, (whole, id: string) => {
    if (id === "all") return "@_all";
    const who = holderOf(id, app, directory);
    if (who === undefined) return whole;
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, who, name: who.kind === "user" ? who.user.name : who.app.name });
    return key;
  });
  return { content: JSON.stringify({ text: replaced }), mentions };
}

function holderOf(id: string, app: App, directory: Directory): Holder | undefined {
  const open = directory.byOpenId(id);
  if (open?.appId === app.appId) return open.holder;
  const user = directory.byUnionId(id) ?? directory.user(id) ?? directory.byEmail(id);
  return user === undefined ? undefined : { kind: "user", user };
}
