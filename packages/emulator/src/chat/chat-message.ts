import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";
import type { Card } from "./card.ts";
import type { ChatView } from "./chat-view.ts";
import { react, recall, unreact } from "./deeds.ts";
import type { Message } from "./messages/message.ts";
import type { Preview } from "./previews/preview.ts";
import { messageText } from "./screen/message-text.ts";
import type { Views } from "./views.ts";
import type { WaitOptions } from "./waiting-room.ts";

/** How a message is answered. */
export interface ReplyOptions {
  /** Whether the answer opens or continues a topic below the message. Default false. */
  readonly inThread?: boolean | undefined;
}

/** A message in a chat, as one person sees it. What it says is always the latest. */
export class ChatMessage {
  /** The view of the chat it was found in. */
  readonly chat: ChatView;
  readonly #message: Message;
  readonly #views: Views;

  constructor(message: Message, chat: ChatView, views: Views) {
    this.chat = chat;
    this.#message = message;
    this.#views = views;
  }

  /** `om_…` */
  get messageId(): string {
    return this.#message.messageId;
  }

  /** The name of the person or bot. */
  get sender(): string {
    const { author } = this.#message.facts;
    return author.kind === "app" ? author.app.name : author.user.name;
  }

  /** Whether a bot has written it. */
  get isFromBot(): boolean {
    return this.#message.facts.author.kind === "app";
  }

  /** `text`, `post`, `interactive`, `image` … */
  get msgType(): string {
    return this.#message.facts.msgType;
  }

  /** The message's content as the platform has it; its shape depends on `msgType`. */
  get content(): JsonObject {
    const content: unknown = JSON.parse(this.#message.content);
    return isJsonObject(content) ? content : {};
  }

  /** What a person reads; empty when the message was recalled. */
  get text(): string {
    if (this.isGone) return "";
    return this.card?.text ?? messageText(this.#message, (id) => this.#views.town.directory.nameOf(id));
  }

  /** Whether it was recalled. */
  get isGone(): boolean {
    return this.#message.state !== "there";
  }

  /** The card that it shows. */
  get card(): Card | undefined {
    return this.#views.cardOf(this.#message, this.chat);
  }

  /** The emojis below it, and who put them there. */
  get reactions(): { readonly emoji: string; readonly by: string }[] {
    return this.#message.reactions.map(({ emoji, by }) => ({
      emoji,
      by: by.kind === "app" ? by.app.name : by.user.name,
    }));
  }

  /** Milliseconds since 1970. */
  get sentAt(): number {
    return this.#message.facts.createdAt;
  }

  /** Whether it was changed after it had been sent. */
  get isUpdated(): boolean {
    return this.#message.updated;
  }

  /** The message it answers. */
  get replyTo(): ChatMessage | undefined {
    const { parentId } = this.#message.facts;
    const parent = parentId === undefined ? undefined : this.#views.town.find(parentId);
    return parent === undefined ? undefined : new ChatMessage(parent, this.chat, this.#views);
  }

  /**
   * What the person is shown for the link in it, or for the first of several; waits for the app's answer. Whoever writes
   * a link pulls its preview, when an app has a rule for it.
   *
   * @throws EmulatorError `bad_argument` when no app previews a link in it, `nothing_came`, `emulator_closed`
   */
  async preview(options?: WaitOptions): Promise<Preview> {
    const [link] = this.#message.previews;
    if (link === undefined) throw new ArgumentError("bad_argument", `No app previews a link in ${this.messageId}.`);
    const take = (): Preview | undefined => link.pulled.get(this.chat.user)?.preview;
    const instead = (): string => "The person's client has not pulled it, or the app has not answered yet.";
    return this.#views.waiting.wait({ what: `preview of ${link.url}`, take, instead }, options);
  }

  /** `omt_…`, when it is in a topic. */
  get threadId(): string | undefined {
    return this.#message.threadId;
  }

  /**
   * Answers it with a text; otherwise as `say` of the chat. Resolves with what became of the event of each bot that
   * hears it.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  reply(text: string, { inThread = false }: ReplyOptions = {}): Promise<Delivery[]> {
    return this.chat.reply(this.#message, text, inThread);
  }

  /**
   * Puts an emoji below it: `im.message.reaction.created_v1` goes to the bots of the chat.
   *
   * @param emoji `emoji_type`, such as `THUMBSUP`
   * @throws EmulatorError `bad_argument` when the message is gone, `emulator_closed`
   */
  react(emoji: string): Promise<Delivery[]> {
    return react(this.#views, this.#message, this.chat.user, emoji);
  }

  /**
   * Takes the person's emoji away: `im.message.reaction.deleted_v1` goes to the bots of the chat.
   *
   * @throws EmulatorError `bad_argument` when there is none, `emulator_closed`
   */
  unreact(emoji: string): Promise<Delivery[]> {
    return unreact(this.#views, this.#message, this.chat.user, emoji);
  }

  /**
   * Takes the person's own message back: `im.message.recalled_v1` goes to the bots of the chat.
   *
   * @throws EmulatorError `bad_argument` when it is somebody else's, `emulator_closed`
   */
  recall(): Promise<Delivery[]> {
    return recall(this.#views, this.#message, this.chat.user);
  }

  /**
   * Forwards it to another chat of the same person, and returns the copy there. No event is sent about it.
   *
   * @throws EmulatorError `bad_argument` when the card may not be forwarded, or the chat is another person's
   */
  forwardTo(chat: ChatView): ChatMessage {
    return chat.forward(this.#message);
  }
}
