import type { App } from "../../apps/app.ts";
import type { Message } from "../messages/message.ts";

/** Permissions by which a bot receives messages of people, by where they are written. Source: "Receive message". */
const P2P_SCOPES = ["im:message.p2p_msg:readonly", "im:message.p2p_msg", "im:message", "im:message:readonly"];
const MENTION_SCOPES = [
  "im:message.group_at_msg:readonly",
  "im:message.group_at_msg",
  "im:message",
  "im:message:readonly",
];
const GROUP_SCOPES = ["im:message.group_msg"];

/**
 * Whether `app` gets the event of a person's message. An app that names none of these permissions is treated as one
 * that has the usual two: messages in its own chats, and messages in groups that mention it.
 */
export function hears(app: App, message: Message): boolean {
  const { scopes } = app.published;
  const named = (list: readonly string[]): boolean => scopes.some((scope) => list.includes(scope));
  const none = !named([...P2P_SCOPES, ...MENTION_SCOPES, ...GROUP_SCOPES]);
  if (message.facts.conversation.kind === "p2p") return none || named(P2P_SCOPES);
  if (named(GROUP_SCOPES)) return true;
  const mentioned = message.facts.mentions.some(({ who }) => who.kind === "bot" && who.app === app);
  return mentioned && (none || named(MENTION_SCOPES));
}
