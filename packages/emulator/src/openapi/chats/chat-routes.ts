import type { Conversation } from "../../chat/messages/conversation.ts";
import type { JsonObject } from "../../json-object.ts";
import { type ApiAnswer, type ApiRefusal, refuse, success } from "../answer.ts";
import { CHAT_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import { idOf, USER_ID_TYPES, type UserIdType } from "../messages/describe-message.ts";
import { pageOf } from "../reading/page-of.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";

const READING = { access: "tenant", needsBot: CHAT_BOT, method: "GET", body: "none", fidelity: "approximate" } as const;
const MAX_PAGE = 100;

/** Source: get chat, get chat members. */
const INVALID_PARAMETER = 232_001;
const INVALID_CHAT = 232_006;
const DISSOLVED = 232_009;
const NOT_IN_CHAT = 232_011;

/** What a bot can read of its chats. */
export const CHAT_ROUTES: readonly TenantRoute[] = [
  {
    ...READING,
    path: "/open-apis/im/v1/chats",
    scopes: CALL_SCOPES.listChats,
    what: "List the groups of the bot",
    note: "In the order in which they were made; there is no owner.",
    source: "List chats",
    handle: listChats,
  },
  {
    ...READING,
    path: "/open-apis/im/v1/chats/:chat_id",
    scopes: CALL_SCOPES.readChat,
    what: "Read a chat",
    note: "Groups have no owner and no managers, and the settings are those of a new group.",
    source: "Get chat",
    handle: getChat,
  },
  {
    ...READING,
    path: "/open-apis/im/v1/chats/:chat_id/members",
    scopes: CALL_SCOPES.readMembers,
    what: "List the people of a chat",
    note: "Pages are never longer than page_size.",
    source: "Get chat members",
    query: { member_id_type: { type: "text", oneOf: USER_ID_TYPES } },
    handle: listMembers,
  },
];

function listChats({ app, query }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const groups = town.conversations.filter((chat) => chat.kind === "group" && chat.has(app));
  const page = pageOf(groups, ({ chatId }) => chatId, query, MAX_PAGE);
  if (typeof page === "string") return invalidParameter();
  const items = page.items.map((chat) => ({
    chat_id: chat.chatId,
    avatar: "",
    name: chat.name,
    description: "",
    external: isExternal(chat),
    tenant_key: app.tenantKey,
    chat_status: statusOf(chat),
  }));
  return success({ items, ...page.more });
}

function getChat({ app, params }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const chat = town.conversation(params.chat_id ?? "");
  if (chat === undefined) return refuse(INVALID_CHAT, "Your request specifies a chat_id which is invalid.");
  const outside = {
    avatar: "",
    ...(chat.name === "" ? {} : { name: chat.name }),
    user_count: String(chat.people.length),
    bot_count: String(chat.bots.length),
    chat_status: statusOf(chat),
  };
  if (!chat.has(app)) return success(outside);
  const inside = { description: "", external: isExternal(chat), tenant_key: app.tenantKey, chat_mode: chat.kind };
  return success({ ...outside, ...inside, ...(chat.kind === "group" ? GROUP_SETTINGS : {}) });
}

/** Those of a new group. Source: the sample of get chat. */
const GROUP_SETTINGS: JsonObject = {
  add_member_permission: "all_members",
  share_card_permission: "allowed",
  at_all_permission: "all_members",
  edit_permission: "all_members",
  group_message_type: "chat",
  chat_type: "private",
  chat_tag: "inner",
  join_message_visibility: "all_members",
  leave_message_visibility: "all_members",
  membership_approval: "no_approval_required",
  moderation_permission: "all_members",
};

function listMembers({ app, params, query }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const chat = town.conversation(params.chat_id ?? "");
  if (chat === undefined) return refuse(INVALID_CHAT, "Your request specifies a chat_id which is invalid.");
  if (chat.dissolved) return refuse(DISSOLVED, "Your request specifies a chat which has already been dissolved.");
  if (!chat.has(app)) return refuse(NOT_IN_CHAT, "Operator can NOT be out of the chat.");
  const idType = (query.member_id_type ?? "open_id") as UserIdType;
  const page = pageOf(chat.people, ({ userId }) => userId, query, MAX_PAGE);
  if (typeof page === "string") return invalidParameter();
  const items = page.items.map((user) => ({
    member_id_type: idType,
    member_id: idOf(user, app, idType),
    name: user.name,
    tenant_key: user.tenant.tenantKey,
  }));
  return success({ items, ...page.more, member_total: chat.people.length });
}

function isExternal({ people }: Conversation): boolean {
  return new Set(people.map(({ tenant }) => tenant.tenantKey)).size > 1;
}

function statusOf({ dissolved }: Conversation): string {
  return dissolved ? "dissolved" : "normal";
}

function invalidParameter(): ApiRefusal {
  return refuse(INVALID_PARAMETER, "Your request contains an invalid request parameter.");
}
