import { type ApiAnswer, refuse, success } from "../answer.ts";
import { MESSAGE_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { describeMessage, USER_ID_TYPES, type UserIdType } from "./describe-message.ts";
import { listMessages } from "./list-messages.ts";
import { messageRefusal } from "./message-refusals.ts";

const READING = {
  access: "tenant",
  needsBot: MESSAGE_BOT,
  method: "GET",
  body: "none",
  fidelity: "approximate",
} as const;
const CARD_CONTENT = { type: "text", oneOf: ["user_card_content", "raw_card_content"] } as const;
const SORT_TYPES = ["ByCreateTimeAsc", "ByCreateTimeDesc"] as const;

/** Source: get message. */
const NOT_IN_CHAT = 230_002;
const INVISIBLE = 230_050;

/** Reading messages. */
export const READ_ROUTES: readonly TenantRoute[] = [
  {
    ...READING,
    path: "/open-apis/im/v1/messages/:message_id",
    what: "Read a message",
    scopes: CALL_SCOPES.read,
    note: "A card is projected more simply; with card_msg_content_type it is written out as it is now.",
    source: "Get message; of 2.0 cards only a notice is left, as observed",
    query: { user_id_type: { type: "text", oneOf: USER_ID_TYPES }, card_msg_content_type: CARD_CONTENT },
    handle: get,
  },
  {
    ...READING,
    path: "/open-apis/im/v1/messages",
    scopes: CALL_SCOPES.readHistory,
    what: "List the messages of a chat or a topic",
    note: "Groups need no further permission.",
    source: "List messages",
    query: {
      container_id_type: { type: "text", required: true },
      container_id: { type: "text", required: true },
      sort_type: { type: "text", oneOf: SORT_TYPES },
      card_msg_content_type: CARD_CONTENT,
    },
    handle: listMessages,
  },
];

function get({ app, params, query }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const messageId = params.message_id ?? "";
  const message = town.find(messageId);
  if (message === undefined) {
    return messageRefusal({ ok: false, reason: "message_not_found", detail: `There is no message ${messageId}.` });
  }
  if (!message.facts.conversation.has(app)) return refuse(NOT_IN_CHAT, "Bot/User can NOT be out of the chat.");
  if (message.facts.onlyFor !== undefined) return refuse(INVISIBLE, "The message is invisible to the operator.");
  const idType = query.user_id_type as UserIdType | undefined;
  const wholeCards = query.card_msg_content_type !== undefined;
  return success({ items: [describeMessage(message, { app, directory: town.directory, idType, wholeCards })] });
}
