import type { MessageMention } from "@larkwire/protocol";
import type { App } from "../../apps/app.ts";
import type { Directory, Holder } from "../people/directory.ts";
import type { Conversation } from "./conversation.ts";

/** Somebody named in a message, by the placeholder that stands in its text. */
export interface Mention {
  /** `@_user_1` */
  readonly key: string;
  readonly who: Holder;
  readonly name: string;
}

/** A text with placeholders in place of names. */
export interface MentioningText {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** The text of "everybody". Source: the page on the content of received messages. */
const EVERYBODY = "@_all";

/**
 * Puts placeholders where `@` and the name of a member stand, as the client does when a person picks a name from the
 * list. Longer names win; `@all` means everybody.
 */
export function mentionMembers(text: string, { people, bots }: Conversation): MentioningText {
  const members: { name: string; who: Holder }[] = [
    ...people.map((user) => ({ name: user.name, who: { kind: "user" as const, user } })),
    ...bots.map((app) => ({ name: app.name, who: { kind: "bot" as const, app } })),
  ].sort((a, b) => b.name.length - a.name.length);
  const mentions: Mention[] = [];
  let result = "";
  for (let rest = text; rest !== ""; ) {
    const at = rest.indexOf("@");
    if (at === -1) return { text: result + rest, mentions };
    result += rest.slice(0, at);
    rest = rest.slice(at + 1);
    const member = members.find(({ name }) => rest.startsWith(name));
    if (member !== undefined) {
      const key = `@_user_${mentions.length + 1}`;
      mentions.push({ key, ...member });
      result += key;
      rest = rest.slice(member.name.length);
    } else if (/^all\b/.test(rest)) {
      result += EVERYBODY;
      rest = rest.slice("all".length);
    } else {
      result += "@";
    }
  }
  return { text: result, mentions };
}

/** The mention as `viewer` gets it: everybody's `open_id` is the one inside that app. */
export function wireMention({ key, who, name }: Mention, viewer: App, directory: Directory): MessageMention {
  if (who.kind === "user") {
    return {
      key,
      id: who.user.ids(viewer),
      mentioned_type: "user",
      name,
      tenant_key: who.user.tenant.tenantKey,
    };
  }
  return {
    key,
    id: { open_id: directory.botOpenId(who.app, viewer) },
    mentioned_type: "bot",
    name,
    tenant_key: who.app.tenantKey,
  };
}
