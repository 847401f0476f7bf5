import type { App } from "../apps/app.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import type { Card } from "./card.ts";
import { ChatMessage } from "./chat-message.ts";
import { copyCard } from "./copy-card.ts";
import { granted, postText, tellOfMessage } from "./deeds.ts";
import type { Conversation } from "./messages/conversation.ts";
import type { Message } from "./messages/message.ts";
import { postMessage } from "./messages/post-message.ts";
import type { User } from "./people/user.ts";
import { linksIn } from "./previews/links-in.ts";
import { type Preview, pullPreview, pullTypedPreview } from "./previews/preview.ts";
import { checkLink, previewApp, reachablePreviewApp } from "./previews/preview-app.ts";
import type { Town } from "./town.ts";
import type { Views } from "./views.ts";
import type { WaitOptions } from "./waiting-room.ts";

/** Messages that the error of a wait lists at most. */
const MAX_LISTED = 10;

/** A chat as one person sees it. */
export abstract class ChatView {
  /** Whose view it is. */
  readonly user: User;
  protected readonly views: Views;
  protected readonly conversation: Conversation;
  /** What was posted through this view, and need not be waited for. */
  readonly #own = new WeakSet<Message>();
  /** The last message that a wait has passed. */
  #passed = 0;
  #lastSaid: readonly Delivery[] = [];

  constructor(views: Views, conversation: Conversation, user: User) {
    this.views = views;
    this.conversation = conversation;
    this.user = user;
  }

  /** `oc_…` */
  get chatId(): string {
    return this.conversation.chatId;
  }

  /** The name of a group; empty between a person and a bot. */
  get name(): string {
    return this.conversation.name;
  }

  /** Who is in it, in order of joining. */
  get people(): User[] {
    return this.conversation.people;
  }

  /** The apps whose bots are in it, in order of joining. */
  get bots(): App[] {
    return this.conversation.bots;
  }

  /** Whether the chat is one of those in `town`, and not of a time before a reset. */
  isOf(town: Town): boolean {
    return town.conversation(this.chatId) === this.conversation;
  }

  /** The app whose bot posts when no other is named. */
  protected abstract get defaultApp(): App;

  /** Writes a text message; see the two kinds of chat. */
  abstract say(text: string): Promise<Delivery | Delivery[]>;

  /** What stands in it for this person, oldest first; recalled messages are among them. */
  get messages(): ChatMessage[] {
    return this.#seen().map((message) => new ChatMessage(message, this, this.views));
  }

  /**
   * Puts a card into the chat, as the app's bot, without a check: whatever is given is shown.
   *
   * @param card Card JSON 1.0 or 2.0 as an object, or `{ type: "template", data }`; it is copied
   * @throws EmulatorError `bad_argument` when it is no object
   */
  postCard(card: object): Card {
    const posted = granted(
      postMessage(this.views.town, {
        author: { kind: "app", app: this.defaultApp },
        chat: this.conversation,
        msgType: "interactive",
        content: JSON.stringify(copyCard(card)),
        unchecked: true,
      }),
    );
    this.#own.add(posted);
    const shown = this.views.cardOf(posted, this);
    if (shown === undefined) throw new ArgumentError("bad_argument", "The card cannot be shown in this chat.");
    return shown;
  }

  /**
   * Waits for the next card of a bot; other messages are passed over. One that has come since the last wait, or since
   * the chat began, is taken at once. Cards posted with `postCard` are not waited for.
   *
   * @throws EmulatorError `nothing_came` with what did come, `bad_argument`, `emulator_closed`
   */
  nextCard(options?: WaitOptions): Promise<Card> {
    return this.#next("card of a bot", (message) => this.views.cardOf(message, this), options);
  }

  /**
   * Waits for the next message of a bot, whatever it is; otherwise as `nextCard`.
   *
   * @throws EmulatorError `nothing_came`, `bad_argument`, `emulator_closed`
   */
  nextMessage(options?: WaitOptions): Promise<ChatMessage> {
    return this.#next("message of a bot", (message) => new ChatMessage(message, this, this.views), options);
  }

  /**
   * Sends a message that is a link, and pulls its preview: `url.preview.get` goes to one client of the app that has a rule
   * for it, and `im.message.receive_v1` to the bots that hear it. Resolves with the preview; what became of the events
   * stands in the journal.
   *
   * @param url http or https, as the platform demands
   * @throws EmulatorError `bad_argument`, `link_without_app`, `emulator_closed`
   */
  async paste(url: string): Promise<Preview> {
    checkLink(url);
    const app = previewApp(url, this.conversation, this.views.apps());
    const message = postText(this.views, this.user, this.conversation, url);
    const preview = pullPreview(this.views, this, this.views.town.addLink(message, url, app));
    inBackground(this.#tell(message));
    return preview;
  }

  /**
   * Types a link without sending it: `url.preview.get` goes out without a token and without ids.
   *
   * @throws EmulatorError as `paste`
   */
  async typeLink(url: string): Promise<Preview> {
    checkLink(url);
    return pullTypedPreview(this.views, this, previewApp(url, this.conversation, this.views.apps()), url);
  }

  /** Answers a message of this chat; what `ChatMessage.reply` does. */
  async reply(to: Message, text: string, inThread: boolean): Promise<Delivery[]> {
    return this.write(text, { replyTo: to, inThread });
  }

  /** Takes a message of another chat as a forwarded copy; what `ChatMessage.forwardTo` does. */
  forward(message: Message): ChatMessage {
    if (message.card?.forwardable === false) {
      throw new ArgumentError("bad_argument", "The card may not be forwarded: its config.enable_forward is false.");
    }
    const copy = granted(
      postMessage(this.views.town, {
        author: { kind: "user", user: this.user },
        chat: this.conversation,
        msgType: message.facts.msgType,
        content: message.content,
        mentions: message.facts.mentions,
        forwardOf: message,
      }),
    );
    return new ChatMessage(copy, this, this.views);
  }

  /** Writes a text; resolves with what became of the event of each bot that hears it. Links in it are previewed meanwhile. */
  protected async write(text: string, reply: { replyTo?: Message; inThread?: boolean } = {}): Promise<Delivery[]> {
    const message = postText(this.views, this.user, this.conversation, text, reply);
    const told = this.#tell(message);
    for (const url of linksIn(text)) {
      const app = reachablePreviewApp(url, this.conversation, this.views.apps());
      if (app !== undefined) inBackground(pullPreview(this.views, this, this.views.town.addLink(message, url, app)));
    }
    return told;
  }

  async #tell(message: Message): Promise<Delivery[]> {
    const said = await tellOfMessage(this.views, message, this.user);
    this.#lastSaid = said;
    return said;
  }

  #seen(): Message[] {
    return this.views.town.messages
      .inChat(this.conversation)
      .filter((message) => message.isFor(this.user) && message.state !== "deleted");
  }

  #next<T>(what: string, read: (message: Message) => T | undefined, options: WaitOptions | undefined): Promise<T> {
    const since = this.#passed;
    const take = (): T | undefined => {
      for (const message of this.#fromBots(this.#passed)) {
        const wanted = message.state === "there" ? read(message) : undefined;
        if (wanted === undefined) continue;
        this.#passed = message.facts.sequence;
        return wanted;
      }
      return undefined;
    };
    return this.views.waiting.wait({ what, take, instead: () => this.#whatCame(since) }, options);
  }

  #fromBots(after: number): Message[] {
    return this.#seen().filter(
      (message) => message.facts.author.kind === "app" && message.facts.sequence > after && !this.#own.has(message),
    );
  }

  /** For the error of a wait: what a bot has sent instead, and why it may have sent nothing. */
  #whatCame(since: number): string {
    const came = this.#fromBots(since).map((message) => new ChatMessage(message, this, this.views));
    const listed = came.slice(-MAX_LISTED).map(({ msgType, text }) => `${msgType} ${JSON.stringify(text)}`);
    const instead = came.length === 0 ? "Nothing came" : `What came: ${listed.join(", ")}`;
    const unheard = this.#lastSaid.filter(({ acknowledged }) => !acknowledged).map(({ reason }) => reason);
    const deaf = unheard.length === 0 ? "" : ` What was said last did not arrive: ${unheard.join(" ")}`;
    return `${instead}; look at the bot's log, and at the deliveries of the emulator.${deaf}`;
  }
}

/** All it can reject with is that the emulator was closed. */
function inBackground(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
