import type { App } from "../../apps/app.ts";
import type { Conversation } from "./conversation.ts";
import type { Message } from "./message.ts";

/** For how long a `uuid` keeps a message from being sent twice. Source: "Send a message". */
const UUID_LIFETIME_MS = 60 * 60 * 1000;

/** The last messages of all chats, oldest first. What is too much falls out at the old end. */
export class MessageLog {
  readonly #max: number;
  readonly #messages = new Map<string, Message>();
  readonly #byChat = new Map<Conversation, Map<string, Message>>();
  readonly #uuids = new Map<string, Message>();
  readonly #uuidOf = new Map<Message, string>();

  constructor(max: number) {
    this.#max = max;
  }

  add(message: Message): void {
    this.#messages.set(message.messageId, message);
    const { conversation } = message.facts;
    const chat = this.#byChat.get(conversation) ?? new Map<string, Message>();
    chat.set(message.messageId, message);
    this.#byChat.set(conversation, chat);
    for (const old of this.#messages.values()) {
      if (this.#messages.size <= this.#max) return;
      this.#drop(old);
    }
  }

  /** Oldest first. */
  all(): Message[] {
    return [...this.#messages.values()];
  }

  /** The `uuid` that a message was sent with, and its app's id before it. */
  uuidKeyOf(message: Message): string | undefined {
    return this.#uuidOf.get(message);
  }

  clear(): void {
    for (const things of [this.#messages, this.#byChat, this.#uuids, this.#uuidOf]) things.clear();
  }

  find(messageId: string): Message | undefined {
    return this.#messages.get(messageId);
  }

  /** Oldest first. */
  inChat(conversation: Conversation): Message[] {
    return [...(this.#byChat.get(conversation)?.values() ?? [])];
  }

  /** The message `app` sent with this `uuid` within the last hour. */
  sentBefore(app: App, uuid: string, now: number): Message | undefined {
    const message = this.#uuids.get(`${app.appId} ${uuid}`);
    return message !== undefined && now - message.facts.createdAt < UUID_LIFETIME_MS ? message : undefined;
  }

  rememberUuid(app: App, uuid: string, message: Message): void {
    this.rememberUuidKey(`${app.appId} ${uuid}`, message);
  }

  /** @param key what `uuidKeyOf` gives */
  rememberUuidKey(key: string, message: Message): void {
    this.#uuids.set(key, message);
    this.#uuidOf.set(message, key);
  }

  #drop(message: Message): void {
    this.#messages.delete(message.messageId);
    this.#byChat.get(message.facts.conversation)?.delete(message.messageId);
    const uuid = this.#uuidOf.get(message);
    if (uuid !== undefined && this.#uuids.get(uuid) === message) this.#uuids.delete(uuid);
    this.#uuidOf.delete(message);
  }
}
