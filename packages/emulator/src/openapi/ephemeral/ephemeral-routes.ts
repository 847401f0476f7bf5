import type { App } from "../../apps/app.ts";
import { removeMessage } from "../../chat/messages/change-message.ts";
import type { Conversation } from "../../chat/messages/conversation.ts";
import { postMessage } from "../../chat/messages/post-message.ts";
import { resolveUser } from "../../chat/messages/receivers.ts";
import type { User } from "../../chat/people/user.ts";
import { isJsonObject } from "../../json-object.ts";
import { type ApiAnswer, type ApiRefusal, refuse, success } from "../answer.ts";
import { GENERAL_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import { PER_EPHEMERAL_GROUP } from "../limits/documented-limits.ts";
import { messageRefusal } from "../messages/message-refusals.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";

const EPHEMERAL = {
  access: "tenant",
  scopes: CALL_SCOPES.update,
  needsBot: GENERAL_BOT,
  method: "POST",
  body: "json",
  fidelity: "approximate",
} as const;

/** Source: general error codes, to which the page refers; 18051: delete a card that one person sees. */
const CODE = {
  invalid: 10_003,
  notInChat: 10_002,
  noChat: 11_213,
  noUser: 11_101,
  userNotInChat: 11_206,
  notGroup: 11_228,
  tooFrequent: 11_233,
  noMessage: 10_020,
  notOwn: 11_234,
  deleted: 18_051,
} as const;

/** Cards that one member of a group sees. */
export const EPHEMERAL_ROUTES: readonly TenantRoute[] = [
  {
    ...EPHEMERAL,
    path: "/open-apis/ephemeral/v1/send",
    what: "Send a card that one person sees",
    note: "People are always online. Which of the general codes a refusal has is not documented.",
    source: "Send a card that only certain people see",
    handle: sendEphemeral,
  },
  {
    ...EPHEMERAL,
    path: "/open-apis/ephemeral/v1/delete",
    what: "Delete a card that one person sees",
    note: "Which of the general codes a refusal has is not documented, but for 18051.",
    source: "Delete a card that only certain people see",
    handle: deleteEphemeral,
  },
];

function sendEphemeral({ app, body }: AppRequest, { town, limiter }: OpenApiServices): ApiAnswer {
  const { chat_id: chatId, msg_type: msgType, card } = body;
  if (typeof chatId !== "string" || msgType !== "interactive" || !isJsonObject(card)) return invalid();
  const chat = town.conversation(chatId);
  if (chat === undefined) return refuse(CODE.noChat, "chat not found");
  const user = addressee({ app, body }, town);
  if ("kind" in user) return user;
  const refusal = refuseGroup(chat, app, user);
  if (refusal !== undefined) return refusal;
  if (limiter.take(`ephemeral ${chatId}`, PER_EPHEMERAL_GROUP.limits) !== undefined) {
    return refuse(CODE.tooFrequent, "create message chat trigger rate limit");
  }
  const content = JSON.stringify(card);
  const posted = postMessage(town, { author: { kind: "app", app }, chat, msgType, content, onlyFor: user });
  return posted.ok ? success({ message_id: posted.value.messageId }, "ok") : messageRefusal(posted);
}

/** Of several ids open_id counts before user_id, and that before email. */
function addressee({ app, body }: Pick<AppRequest, "app" | "body">, town: OpenApiServices["town"]): User | ApiRefusal {
  const idType = (["open_id", "user_id", "email"] as const).find((name) => typeof body[name] === "string");
  if (idType === undefined) return invalid();
  const user = resolveUser(town, app, idType, String(body[idType]));
  return user.ok ? user.value : refuse(CODE.noUser, `${idType} not exist`, { details: { reason: user.detail } });
}

function refuseGroup(chat: Conversation, app: App, user: User): ApiRefusal | undefined {
  if (chat.kind !== "group") return refuse(CODE.notGroup, "chat is not group");
  if (!chat.has(app)) return refuse(CODE.notInChat, "Bot can NOT be out of the chat");
  return chat.has(user) ? undefined : refuse(CODE.userNotInChat, "user not in chat");
}

function deleteEphemeral({ app, body }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const message = typeof body.message_id === "string" ? town.find(body.message_id) : undefined;
  if (message?.facts.onlyFor === undefined) return refuse(CODE.noMessage, "message id not exist");
  if (message.state !== "there") return refuse(CODE.deleted, "the message has been deleted");
  const gone = removeMessage(town, { kind: "app", app }, message.messageId, "deleted");
  if (!gone.ok) return refuse(CODE.notOwn, "this message do not belong you");
  return { kind: "json", body: { code: 0, msg: "ok" } };
}

function invalid(): ApiRefusal {
  return refuse(CODE.invalid, "invalid parameter");
}
