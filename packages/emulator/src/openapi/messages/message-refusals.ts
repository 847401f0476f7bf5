import type { Refusal } from "../../chat/attempt.ts";
import type { CardFault } from "../../chat/cards/card-fault.ts";
import type { CardRefusal } from "../../chat/cards/read-card.ts";
import type { PatchReason, RecallReason } from "../../chat/messages/change-message.ts";
import type { PostReason } from "../../chat/messages/post-message.ts";
import type { ReceiveIdType, ReceiverReason } from "../../chat/messages/receivers.ts";
import { type ApiRefusal, refuse } from "../answer.ts";

type Reason = PostReason | ReceiverReason | PatchReason | RecallReason;

const INVALID_PARAMETER = 230_001;

/**
 * The code and the text of each reason. Sources: the pages of the message calls, how to resolve error 230001, general
 * error codes for 9999…; 230002, 230031 and 99992361 as observed.
 */
const REFUSALS: Readonly<Record<Reason, readonly [code: number, msg: string]>> = {
  unknown_msg_type: invalid("invalid msg_type."),
  bad_content: invalid("invalid message content."),
  too_long: [230_025, "The length of the message content reaches its limit."],
  chat_dissolved: [232_009, "Your request specifies a chat which has already been dissolved."],
  not_in_chat: [230_002, "Bot/User can NOT be out of the chat."],
  reply_target_recalled: [230_011, "The message is recalled."],
  reply_target_deleted: [230_110, "Action unavailable as the message has been deleted."],
  unknown_receiver: invalid("invalid receive_id."),
  open_id_of_another_app: [99_992_361, "open_id cross app"],
  receiver_is_a_bot: invalid("this operation to bots is currently not supported"),
  receiver_in_another_tenant: [230_038, "Cross tenant p2p chat operate forbid."],
  message_not_found: [99_992_354, "these ids not existed"],
  message_recalled: [230_011, "The message is recalled."],
  message_deleted: [230_110, "Action unavailable as the message has been deleted."],
  not_own_message: invalid("bot or user is not the message`s sender"),
  no_card: invalid("This message is NOT a card"),
  only_for_one_person: [230_054, "This operation is not supported for this message type."],
  too_old: [
    230_031,
    "Message has expired when updating message, ext=Message can only be updated within fourteen days.",
  ],
  // What the platform answers is not documented.
  not_shared: invalid("config.update_multi has to be true in the card that was sent and in the new one"),
};

/** What the platform says to a refusal of the model; `error.reason` has the model's own sentence, as a help. */
export function messageRefusal(refusal: Refusal<Reason> | CardRefusal): ApiRefusal {
  if ("card" in refusal) return refuse(230_099, cardFaultText(refusal.card), reasonOf(refusal.detail));
  const [code, msg] = REFUSALS[refusal.reason];
  return refuse(code, msg, reasonOf(refusal.detail));
}

/** A parameter that is wrong, in the words of the message calls. */
export function invalidParameter(what: string): ApiRefusal {
  const [code, msg] = invalid(what);
  return refuse(code, msg);
}

/** An id that means nobody: the gateway has a code for each kind, and chats look like those one is not in. */
const UNKNOWN_IDS: Readonly<Record<ReceiveIdType, readonly [pattern: RegExp, code: number, msg: string]>> = {
  open_id: [/^ou_/, 99_992_351, "these open ids not existed"],
  user_id: [/^\w+$/, 99_992_359, "these user ids not existed"],
  union_id: [/^on_/, 99_992_363, "these ids not existed"],
  email: [/@/, 99_992_402, "field validation failed"],
  chat_id: [/^oc_/, 230_002, "Bot/User can NOT be out of the chat."],
};

export function receiverRefusal(idType: ReceiveIdType, id: string, refusal: Refusal<ReceiverReason>): ApiRefusal {
  const [pattern, code, msg] = UNKNOWN_IDS[idType];
  if (refusal.reason !== "unknown_receiver" || !pattern.test(id)) return messageRefusal(refusal);
  return refuse(code, msg.endsWith("existed") ? `${msg}: [${id.slice(0, 64)}]` : msg, reasonOf(refusal.detail));
}

/** Source: the sub-codes of send message and update a sent message card; with a path as observed. */
export function cardFaultText({ code, message, path, value, text }: CardFault): string {
  if (text !== undefined) return text;
  const parts = [`ErrCode: ${code}`];
  if (path !== undefined) parts.push(`ErrPath: ${path}`);
  parts.push(`ErrMsg: ${message}`);
  if (value !== undefined) parts.push(`ErrorValue: ${value}`);
  return `Failed to create card content, ext=${parts.join("; ")}; `;
}

function reasonOf(detail: string): { details: { reason: string } } {
  return { details: { reason: detail } };
}

function invalid(what: string): readonly [number, string] {
  return [INVALID_PARAMETER, `Your request contains an invalid request parameter, ext=${what}`];
}
