import { patchMessage, presentMessage, removeMessage } from "../../chat/messages/change-message.ts";
import type { Message } from "../../chat/messages/message.ts";
import { readContent } from "../../chat/messages/message-content.ts";
import { type ApiAnswer, type ApiRefusal, refuse, success } from "../answer.ts";
import { MESSAGE_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import { PER_MESSAGE } from "../limits/documented-limits.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { describeMessage } from "./describe-message.ts";
import { invalidParameter, messageRefusal } from "./message-refusals.ts";
import { tooFrequent } from "./send.ts";

const MESSAGE = {
  access: "tenant",
  needsBot: MESSAGE_BOT,
  path: "/open-apis/im/v1/messages/:message_id",
} as const;

/** Source: update message, recall message. */
const NO_RECALL_PERMISSION = 230_026;
const WRONG_TYPE = 230_054;
const NOT_THE_SENDER = 230_071;

/** Changing messages that were sent. */
export const CHANGE_ROUTES: readonly TenantRoute[] = [
  {
    ...MESSAGE,
    method: "PATCH",
    scopes: CALL_SCOPES.update,
    what: "Update a card that was sent",
    fidelity: "approximate",
    note: "What a card without update_multi gets is not documented: 230001 here, or a setting.",
    source: "Update a sent message card; the text of 230031 as observed",
    body: "json",
    fields: { content: { type: "text", required: true } },
    handle: patch,
  },
  {
    ...MESSAGE,
    method: "PUT",
    scopes: CALL_SCOPES.update,
    what: "Edit a text",
    fidelity: "approximate",
    note: "Edits are neither counted nor limited in time, and mentions stay those of the first text.",
    source: "Edit message; a card gets invalid msg_type, as observed",
    body: "json",
    fields: { msg_type: { type: "text", required: true }, content: { type: "text", required: true } },
    handle: edit,
  },
  {
    ...MESSAGE,
    method: "DELETE",
    scopes: CALL_SCOPES.recall,
    what: "Recall a message",
    fidelity: "approximate",
    note: "No time limit, and group owners recall nothing.",
    source: "Recall message",
    body: "none",
    handle: recall,
  },
];

function patch({ app, params, body }: AppRequest, { town, limiter, settings }: OpenApiServices): ApiAnswer {
  const messageId = params.message_id ?? "";
  if (limiter.take(`message ${messageId}`, PER_MESSAGE.limits) !== undefined) return tooFrequent();
  const patched = patchMessage(town, { app, messageId, content: String(body.content) });
  if (patched.ok) return success({}, "ok");
  const ignored = patched.reason === "not_shared" && settings.unsharedPatch === "ignore";
  return ignored ? success({}, "ok") : messageRefusal(patched);
}

function edit({ app, params, body }: AppRequest, { town, limiter }: OpenApiServices): ApiAnswer {
  const [msgType, content] = [String(body.msg_type), String(body.content)];
  if (msgType !== "text" && msgType !== "post") return invalidParameter("invalid msg_type.");
  const found = presentMessage(town, params.message_id ?? "");
  if (!found.ok) return messageRefusal(found);
  const message = found.value;
  const refusal = refuseEdit(message, app.appId, msgType);
  if (refusal !== undefined) return refusal;
  if (limiter.take(`message ${message.messageId}`, PER_MESSAGE.limits) !== undefined) return tooFrequent();
  const read = readContent(msgType, content);
  if (!read.ok) return messageRefusal(read);
  message.rewrite(content, town.now());
  town.changed(message);
  return success(describeMessage(message, { app, directory: town.directory }));
}

function refuseEdit({ facts }: Message, appId: string, msgType: string): ApiRefusal | undefined {
  if (facts.author.kind !== "app" || facts.author.app.appId !== appId) {
    return refuse(NOT_THE_SENDER, "The operator is not the sender of the message.");
  }
  if (facts.msgType === msgType) return undefined;
  return refuse(WRONG_TYPE, "This operation is not supported for this message type.");
}

function recall({ app, params }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const recalled = removeMessage(town, { kind: "app", app }, params.message_id ?? "", "recalled");
  if (recalled.ok) return success();
  if (recalled.reason !== "not_own_message") return messageRefusal(recalled);
  return refuse(NO_RECALL_PERMISSION, "No permission to recall this message.", {
    details: { reason: recalled.detail },
  });
}
