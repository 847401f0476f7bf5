import type { P2Envelope } from "../envelope/envelope.ts";
import type { UserId } from "./user-id.ts";

/** Somebody mentioned in a message. */
export interface MessageMention {
  /** The placeholder inside `content`, such as `@_user_1`. */
  key: string;
  /** The ids of that person or bot. */
  id: UserId;
  /** `user` or `bot`. */
  mentioned_type?: string;
  /** The name as shown. */
  name: string;
  /** The company of that person. */
  tenant_key?: string;
}

/** A message as its event carries it. Times are milliseconds as text. */
export interface ReceivedMessage {
  /** `om_…`; the platform advises to recognise repeated pushes by it. */
  message_id: string;
  /** First message of the chain of replies; only in replies. */
  root_id?: string;
  /** The message replied to; only in replies. */
  parent_id?: string;
  /** Only inside a topic. */
  thread_id?: string;
  /** When it was sent. */
  create_time: string;
  /** When it was last changed. */
  update_time?: string;
  /** The chat, `oc_…`. */
  chat_id: string;
  /** `p2p` or `group`. */
  chat_type: string;
  /** `text`, `post`, `image`, `interactive` … */
  message_type: string;
  /** JSON text; its shape depends on `message_type`, for a text message `{"text":"…"}`. */
  content: string;
  /** Who is mentioned, by placeholder. */
  mentions?: MessageMention[];
  /** Only for apps with the permission for it. */
  user_agent?: string;
}

/** The `event` of `im.message.receive_v1`. */
export interface ImMessageReceiveV1Event {
  /** Who wrote it. */
  sender: {
    /** That person's ids. */
    sender_id: UserId;
    /** `user`; for other bots `bot` or `app`. */
    sender_type: string;
    /** The company of that person. */
    tenant_key?: string;
  };
  /** The message itself. */
  message: ReceivedMessage;
}

/** `im.message.receive_v1`: the bot received a message. Source: the reference of that event. */
export type P2ImMessageReceiveV1 = P2Envelope<ImMessageReceiveV1Event>;
