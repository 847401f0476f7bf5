import type { Conversation } from "../../chat/messages/conversation.ts";
import type { Message } from "../../chat/messages/message.ts";
import type { Town } from "../../chat/town.ts";
import { type ApiAnswer, type ApiRefusal, refuse, success } from "../answer.ts";
import { pageOf } from "../reading/page-of.ts";
import type { AppRequest } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { describeMessage } from "./describe-message.ts";
import { invalidParameter } from "./message-refusals.ts";

type Query = AppRequest["query"];

const MAX_PAGE = 50;
/** Source: list messages. */
const NOT_IN_CHAT = 230_002;

/** The messages of a chat or a topic, page by page. */
export function listMessages({ app, query }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const container = query.container_id_type === "thread" ? threadOf(town, query) : chatOf(town, query);
  if ("kind" in container) return container;
  if (!container.chat.has(app)) return refuse(NOT_IN_CHAT, "Bot/User can NOT be out of the chat.");
  const refusal = refuseTimes(query);
  if (refusal !== undefined) return refusal;
  const messages = container.messages.filter((message) => isListed(message, query));
  if (query.sort_type === "ByCreateTimeDesc") messages.reverse();
  const page = pageOf(messages, ({ messageId }) => messageId, query, MAX_PAGE);
  if (page === "bad_size") return invalidParameter("The page_size exceeds the limit");
  if (page === "bad_token") return invalidParameter("invalid page_token");
  const how = { app, directory: town.directory, wholeCards: query.card_msg_content_type !== undefined };
  return success({ ...page.more, items: page.items.map((message) => describeMessage(message, how)) });
}

interface Container {
  readonly chat: Conversation;
  readonly messages: readonly Message[];
}

/** Of a topic only its first message belongs to the chat itself. */
function chatOf(town: Town, query: Query): Container | ApiRefusal {
  if (query.container_id_type !== "chat") return invalidParameter("invalid container_id_type");
  const chat = town.conversation(query.container_id ?? "");
  if (chat === undefined) return invalidParameter("invalid container_id");
  const messages = town.messages.inChat(chat);
  return {
    chat,
    messages: messages.filter(({ threadId, facts }) => threadId === undefined || facts.parentId === undefined),
  };
}

function threadOf(town: Town, query: Query): Container | ApiRefusal {
  for (const chat of town.conversations) {
    const messages = town.messages.inChat(chat).filter(({ threadId }) => threadId === query.container_id);
    if (messages.length > 0) return { chat, messages };
  }
  return invalidParameter("invalid container_id");
}

function isListed({ facts, state }: Message, query: Query): boolean {
  if (state === "deleted" || facts.onlyFor !== undefined) return false;
  const atS = Math.floor(facts.createdAt / 1000);
  return atS >= Number(query.start_time || 0) && atS <= Number(query.end_time || Number.MAX_SAFE_INTEGER);
}

/** Both are whole seconds since 1970. */
function refuseTimes(query: Query): ApiRefusal | undefined {
  const wrong = (["start_time", "end_time"] as const).find((name) => !/^\d{0,12}$/.test(query[name] ?? ""));
  return wrong === undefined ? undefined : invalidParameter(`invalid ${wrong}: ${query[wrong]?.slice(0, 64)}`);
}
