import type { OpenApiBody, OpenApiClient } from "./openapi-client.ts";
import { badReplyError } from "./openapi-errors.ts";

/** Which kind of id a receiver is named by. Source: the page on sending messages. */
export type ReceiveIdType = "open_id" | "union_id" | "user_id" | "email" | "chat_id";

/** A message to send. */
export interface MessageInput {
  readonly receive_id_type: ReceiveIdType;
  readonly receive_id: string;
  /** `text`, `post`, `interactive`, `image`, … */
  readonly msg_type: string;
  /** The content as an object: the call writes it as the JSON text that the platform wants. */
  readonly content: object;
  /** Up to 50 characters: within an hour the platform sends the message once for each. */
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
  readonly msg_type: string;
  /** Milliseconds since 1970, as text. */
  readonly create_time: string;
  readonly [name: string]: unknown;
}

/** What a card can be in a request: Card JSON, or a template. */
export type CardContent = object;

/** Sends a message. Source: the page on sending messages. @throws OpenApiError */
export async function sendMessage(client: OpenApiClient, message: MessageInput): Promise<SentMessage> {
  const { receive_id_type, content, ...rest } = message;
  const path = "/open-apis/im/v1/messages";
  const body = { ...rest, content: JSON.stringify(content) };
  return sentMessage(await client.request({ method: "POST", path, query: { receive_id_type }, body }), path);
}

/** Replies to a message. Source: the page on replying to messages. @throws OpenApiError */
export async function replyToMessage(
  client: OpenApiClient,
  messageId: string,
  reply: ReplyInput,
): Promise<SentMessage> {
  const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}/reply`;
  const body = { ...reply, content: JSON.stringify(reply.content) };
  return sentMessage(await client.request({ method: "POST", path, body }), path);
}

/**
 * Replaces a card that this app has sent: within 14 days, and only a shared one by a shared one (`update_multi`).
 * Source: the page on updating sent message cards. @throws OpenApiError
 */
export async function patchCard(client: OpenApiClient, messageId: string, card: CardContent): Promise<void> {
  const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}`;
  await client.request({ method: "PATCH", path, body: { content: JSON.stringify(card) } });
}

/**
 * Replaces the card that was clicked, with the token of the click: within 30 minutes, twice, and only after the click
 * was answered. An exclusive card of schema 1.0 needs `open_ids` inside. Source: the page on delayed updates of message
 * cards. @throws OpenApiError
 */
export async function updateCardWithToken(client: OpenApiClient, token: string, card: CardContent): Promise<void> {
  await client.request({ method: "POST", path: "/open-apis/interactive/v1/card/update", body: { token, card } });
}

/**
 * Makes clients ask for link previews again.
 *
 * @param previewTokens 1 to 10, from `url.preview.get`
 * @param openIds up to 100; empty: everybody who sees the link
 * Source: the page on updating URL previews. @throws OpenApiError
 */
export async function refreshURLPreviews(
  client: OpenApiClient,
  previewTokens: readonly string[],
  openIds: readonly string[] = [],
): Promise<void> {
  const body = { preview_tokens: previewTokens, open_ids: openIds };
  await client.request({ method: "POST", path: "/open-apis/im/v2/url_previews/batch_update", body });
}

function sentMessage({ data }: OpenApiBody, path: string): SentMessage {
  const { message_id } = (data ?? {}) as Partial<SentMessage>;
  if (typeof message_id !== "string") throw badReplyError(`POST ${path}`, 200);
  return data as SentMessage;
}
