import type { App } from "../../apps/app.ts";
import type { Message } from "../messages/message.ts";

/** With it a bot also receives what is written to others in its groups. Source: "Receive message". */
const ALL_GROUP_MESSAGES = "im:message.group_msg";

/**
 * Whether a person's message concerns `app`: its own chats, mentions of its bot, and with `im:message.group_msg` all
 * that is written in its groups. Whether the app's other permissions let it have the event is decided on delivery.
 */
export function hears(app: App, { facts }: Message): boolean {
  if (facts.conversation.kind === "p2p" || app.published.scopes.includes(ALL_GROUP_MESSAGES)) return true;
  return facts.mentions.some(({ who }) => who.kind === "bot" && who.app === app);
}
