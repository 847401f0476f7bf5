import { isJsonObject } from "../json-object.ts";

/** Permissions of which an app needs one to get an event. */
interface ScopeRule {
  /** Event type. */
  readonly name: string;
  /** One of these is enough. */
  readonly anyOf: readonly string[];
  /** Where this is known from. */
  readonly source: string;
  /** For an event of which some kinds need other permissions: whether the rule is about this one. */
  readonly concerns?: (event: Readonly<Record<string, unknown>>) => boolean;
  /** Whether most apps do without it on purpose. */
  readonly isExtra?: boolean;
}

const BROAD_READ = ["im:message", "im:message:readonly"];
const RECEIVE_PAGE = "documented: the page of the event, on permissions; the broader ones: official CLI";
const CLI = "official CLI: its table of events";

/** What events need. One that is not here needs nothing that is known. Cards and previews need no permission; what a REST call needs stands with its route. */
export const EVENT_SCOPES: readonly ScopeRule[] = [
  {
    name: "im.message.receive_v1",
    concerns: (event) => chatType(event) === "p2p",
    anyOf: ["im:message.p2p_msg:readonly", "im:message.p2p_msg", ...BROAD_READ],
    source: RECEIVE_PAGE,
  },
  {
    name: "im.message.receive_v1",
    concerns: (event) => chatType(event) === "group" && hasMentions(event),
    anyOf: ["im:message.group_at_msg:readonly", "im:message.group_at_msg", "im:message.group_msg"],
    source: RECEIVE_PAGE,
  },
  {
    name: "im.message.receive_v1",
    concerns: (event) => chatType(event) === "group" && !hasMentions(event),
    anyOf: ["im:message.group_msg"],
    isExtra: true,
    source: RECEIVE_PAGE,
  },
  {
    name: "im.chat.access_event.bot_p2p_chat_entered_v1",
    anyOf: ["im:chat.access_event.bot_p2p_chat:read"],
    source: "permission lists of several public apps; the platform's page was not read",
  },
  { name: "im.message.message_read_v1", anyOf: BROAD_READ, source: CLI },
  { name: "im.message.reaction.created_v1", anyOf: ["im:message:readonly", "im:message.reactions:read"], source: CLI },
  { name: "im.message.reaction.deleted_v1", anyOf: ["im:message:readonly", "im:message.reactions:read"], source: CLI },
  { name: "im.chat.member.bot.added_v1", anyOf: ["im:chat.members:bot_access"], source: CLI },
  { name: "im.chat.member.bot.deleted_v1", anyOf: ["im:chat.members:bot_access"], source: CLI },
  { name: "im.chat.member.user.added_v1", anyOf: ["im:chat.members:read"], source: CLI },
  { name: "im.chat.member.user.deleted_v1", anyOf: ["im:chat.members:read"], source: CLI },
  { name: "im.chat.updated_v1", anyOf: ["im:chat:read"], source: CLI },
  { name: "im.chat.disbanded_v1", anyOf: ["im:chat:read"], source: CLI },
];

/** What an app has when its permissions do not matter to the test: enough for all events and for the calls bots make. */
export const USUAL_SCOPES: readonly string[] = [
  ...new Set([
    ...EVENT_SCOPES.filter(({ isExtra }) => isExtra !== true).flatMap(({ anyOf }) => anyOf.slice(0, 1)),
    "im:message",
    "im:message:readonly",
    "im:message:send_as_bot",
    "im:message:update",
    "im:message:recall",
    "im:message.reactions:write_only",
    "im:chat",
    "im:resource",
    "im:url_preview.update",
    "cardkit:card:read",
    "cardkit:card:write",
    "event:ip_list",
  ]),
];

/** The permissions of which one is missing for this event; `undefined` when nothing is. */
export function missingEventScopes(
  scopes: readonly string[],
  type: string,
  event: () => Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  return EVENT_SCOPES.filter((rule) => rule.name === type && (rule.concerns?.(event()) ?? true)).find(
    ({ anyOf }) => !anyOf.some((scope) => scopes.includes(scope)),
  )?.anyOf;
}

function chatType(event: Readonly<Record<string, unknown>>): unknown {
  return isJsonObject(event.message) ? event.message.chat_type : undefined;
}

function hasMentions({ message }: Readonly<Record<string, unknown>>): boolean {
  return isJsonObject(message) && Array.isArray(message.mentions) && message.mentions.length > 0;
}
