import type { OpenApiBody, OpenApiClient } from "./openapi-client.ts";
import { badReplyError } from "./openapi-errors.ts";

/** Which kind of id a receiver is named by. Source: the page on sending messages. */
export type ReceiveIdType = "open_id" | "union_id" | "user_id" | "email" | "chat_id";

/** A message to send. */
export interface MessageInput {
  /** What kind of id that is. */
  readonly receive_id_type: ReceiveIdType;
  /** Whom it is for: an id of the kind `receive_id_type`. */
  readonly receive_id: string;
  /** `text`, `post`, `interactive`, `image`, … */
  readonly msg_type: string;
  /** The content as an object: the call writes it as the JSON text that the platform wants. */
  readonly content: object;
  /**
   * Up to 50 characters: within an hour the platform sends the message once for each. With one, the call is made again
   * when its socket turns out to be closed.
   */
  readonly uuid?: string | undefined;
}

/** A reply to send. */
export interface ReplyInput extends Omit<MessageInput, "receive_id_type" | "receive_id"> {
  /** Default `false`: below the message, not in a thread of its own. */
  readonly reply_in_thread?: boolean | undefined;
}

/** A message as the platform reports it; members that are not named here are passed on as well. */
export interface SentMessage {
  /** `om_…` */
  readonly message_id: string;
  /** `oc_…` */
  readonly chat_id: string;
  /** As it was sent. */
  readonly msg_type: string;
  /** Milliseconds since 1970, as text. */
  readonly create_time: string;
  readonly [name: string]: unknown;
}

/** Sends a message. Source: the page on sending messages. @throws OpenApiError */
export async function sendMessage(client: OpenApiClient, message: MessageInput): Promise<SentMessage> {
  const { receive_id_type, content, ...rest } = message;
  const path = "/open-apis/im/v1/messages";
  const body = { ...rest, content: JSON.stringify(content) };
  const isRepeatable = isSentOnce(message);
  return sentMessage(
    await client.request({ method: "POST", path, query: { receive_id_type }, body, isRepeatable }),
    path,
  );
}

/** Replies to a message. Source: the page on replying to messages. @throws OpenApiError */
export async function replyToMessage(
  client: OpenApiClient,
  messageId: string,
  reply: ReplyInput,
): Promise<SentMessage> {
  const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}/reply`;
  const body = { ...reply, content: JSON.stringify(reply.content) };
  const isRepeatable = isSentOnce(reply);
  return sentMessage(await client.request({ method: "POST", path, body, isRepeatable }), path);
}

function isSentOnce({ uuid }: Pick<MessageInput, "uuid">): boolean {
  return uuid !== undefined;
}

function sentMessage({ data }: OpenApiBody, path: string): SentMessage {
  const { message_id } = (data ?? {}) as Partial<SentMessage>;
  if (typeof message_id !== "string") throw badReplyError(`POST ${path}`, 200);
  return data as SentMessage;
}
