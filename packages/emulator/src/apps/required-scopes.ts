import { isJsonObject } from "../json-object.ts";

/** Permissions of which an app needs one. */
export interface ScopeRule {
  /** Event type, or method and path of a REST call with `:name` for its parameters. */
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
const CALL_PAGE = "documented: the page of the call";
const AS_DELAYED = "inferred: as for the delayed card update, whose page lists them";
const AS_CREATING = "inferred: as for creating a card entity, whose page lists it";

/** What events need. One that is not here needs nothing that is known. Cards and previews need no permission. */
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

const SEND = ["im:message:send_as_bot", "im:message"];
const UPDATE = ["im:message:update", ...SEND];
const CARDS = ["cardkit:card:write"];

/** What REST calls need. One that is not here needs nothing that is known: tokens and bot info need nothing. */
export const CALL_SCOPES: readonly ScopeRule[] = [
  { name: "POST /open-apis/im/v1/messages", anyOf: SEND, source: CALL_PAGE },
  { name: "POST /open-apis/im/v1/messages/:message_id/reply", anyOf: SEND, source: "inferred: as for sending" },
  { name: "PATCH /open-apis/im/v1/messages/:message_id", anyOf: UPDATE, source: AS_DELAYED },
  { name: "PUT /open-apis/im/v1/messages/:message_id", anyOf: UPDATE, source: AS_DELAYED },
  {
    name: "GET /open-apis/im/v1/messages/:message_id",
    anyOf: BROAD_READ,
    source: "inferred: what reading a message needs elsewhere",
  },
  {
    name: "DELETE /open-apis/im/v1/messages/:message_id",
    anyOf: ["im:message:recall", ...SEND],
    source: "permission lists of several public apps; the platform's page was not read",
  },
  { name: "POST /open-apis/interactive/v1/card/update", anyOf: UPDATE, source: CALL_PAGE },
  { name: "POST /open-apis/im/v2/url_previews/batch_update", anyOf: ["im:url_preview.update"], source: CALL_PAGE },
  { name: "POST /open-apis/im/v1/images", anyOf: ["im:resource:upload", "im:resource"], source: CALL_PAGE },
  { name: "POST /open-apis/cardkit/v1/cards", anyOf: CARDS, source: CALL_PAGE },
  { name: "PUT /open-apis/cardkit/v1/cards/:card_id", anyOf: CARDS, source: AS_CREATING },
  { name: "PATCH /open-apis/cardkit/v1/cards/:card_id/settings", anyOf: CARDS, source: AS_CREATING },
  { name: "POST /open-apis/cardkit/v1/cards/:card_id/batch_update", anyOf: CARDS, source: AS_CREATING },
  { name: "POST /open-apis/cardkit/v1/cards/:card_id/elements", anyOf: CARDS, source: AS_CREATING },
  { name: "PUT /open-apis/cardkit/v1/cards/:card_id/elements/:element_id", anyOf: CARDS, source: AS_CREATING },
  { name: "PATCH /open-apis/cardkit/v1/cards/:card_id/elements/:element_id", anyOf: CARDS, source: AS_CREATING },
  { name: "DELETE /open-apis/cardkit/v1/cards/:card_id/elements/:element_id", anyOf: CARDS, source: AS_CREATING },
  { name: "PUT /open-apis/cardkit/v1/cards/:card_id/elements/:element_id/content", anyOf: CARDS, source: AS_CREATING },
];

/** The one permission per rule that an app gets when its scopes do not matter to the test. */
export const USUAL_SCOPES: readonly string[] = [
  ...new Set([...EVENT_SCOPES, ...CALL_SCOPES].flatMap(({ anyOf }) => anyOf.slice(0, 1))),
];

/** The permissions of which one is missing for this event; `undefined` when nothing is. */
export function missingEventScopes(
  scopes: readonly string[],
  type: string,
  event: () => Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  const rules = EVENT_SCOPES.filter((rule) => rule.name === type && (rule.concerns?.(event()) ?? true));
  return missing(scopes, rules);
}

/** The permissions of which one is missing for a REST call, named as in `CALL_SCOPES`; `undefined` when nothing is. */
export function missingCallScopes(scopes: readonly string[], call: string): readonly string[] | undefined {
  return missing(
    scopes,
    CALL_SCOPES.filter(({ name }) => name === call),
  );
}

function missing(scopes: readonly string[], rules: readonly ScopeRule[]): readonly string[] | undefined {
  return rules.find(({ anyOf }) => !anyOf.some((scope) => scopes.includes(scope)))?.anyOf;
}

function chatType(event: Readonly<Record<string, unknown>>): unknown {
  return isJsonObject(event.message) ? event.message.chat_type : undefined;
}

function hasMentions({ message }: Readonly<Record<string, unknown>>): boolean {
  return isJsonObject(message) && Array.isArray(message.mentions) && message.mentions.length > 0;
}
