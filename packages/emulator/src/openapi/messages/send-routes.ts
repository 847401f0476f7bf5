import { presentMessage } from "../../chat/messages/change-message.ts";
import { RECEIVE_ID_TYPES, type ReceiveIdType, resolveReceiver } from "../../chat/messages/receivers.ts";
import { type ApiAnswer, refuse } from "../answer.ts";
import { MESSAGE_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import type { FieldRules } from "../reading/check-fields.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { messageRefusal, receiverRefusal } from "./message-refusals.ts";
import { send } from "./send.ts";

const CONTENT: FieldRules = {
  msg_type: { type: "text", required: true },
  content: { type: "text", required: true },
  uuid: { type: "text", max: 50 },
};

const SENDING = {
  access: "tenant",
  scopes: CALL_SCOPES.send,
  needsBot: MESSAGE_BOT,
  method: "POST",
  body: "json",
  fidelity: "approximate",
} as const;

/** Source: reply message. */
const INVISIBLE = 230_050;

/** Writing messages. */
export const SEND_ROUTES: readonly TenantRoute[] = [
  {
    ...SENDING,
    path: "/open-apis/im/v1/messages",
    what: "Send a message",
    note: "No audit, no sensitive words, no system messages. File keys are not checked, nor image keys in cards unless set.",
    source: "Send message; general error codes for unknown ids",
    query: { receive_id_type: { type: "text", required: true, oneOf: RECEIVE_ID_TYPES } },
    fields: { receive_id: { type: "text", required: true }, ...CONTENT },
    handle: create,
  },
  {
    ...SENDING,
    path: "/open-apis/im/v1/messages/:message_id/reply",
    what: "Reply to a message",
    note: "As for sending.",
    source: "Reply message",
    fields: { ...CONTENT, reply_in_thread: { type: "flag" } },
    handle: reply,
  },
];

function create(request: AppRequest, services: OpenApiServices): ApiAnswer {
  const idType = request.query.receive_id_type as ReceiveIdType;
  const id = String(request.body.receive_id);
  const receiver = resolveReceiver(services.town, request.app, idType, id);
  return receiver.ok ? send(request, services, { chat: receiver.value }) : receiverRefusal(idType, id, receiver);
}

function reply(request: AppRequest, services: OpenApiServices): ApiAnswer {
  const found = presentMessage(services.town, request.params.message_id ?? "");
  if (!found.ok) return messageRefusal(found);
  const { onlyFor, conversation, author } = found.value.facts;
  if (onlyFor !== undefined && !(author.kind === "app" && author.app === request.app)) {
    return refuse(INVISIBLE, "The message is invisible to the operator.");
  }
  const inThread = request.body.reply_in_thread === true;
  return send(request, services, { chat: conversation, replyTo: found.value, inThread });
}
