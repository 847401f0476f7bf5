import type { App } from "../apps/app.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import { ChatView } from "./chat-view.ts";
import { chatEnteredEvent, menuEvent } from "./events/message-events.ts";
import type { Conversation } from "./messages/conversation.ts";
import type { User } from "./people/user.ts";
import type { Views } from "./views.ts";

/** Longest key of a menu entry. Source: the reference of `application.bot.menu_v6`. */
const MAX_MENU_KEY_LENGTH = 30;

/** The chat of one person with one app's bot. */
export class Chat extends ChatView {
  /** The app whose bot the person talks with. */
  readonly app: App;

  constructor(views: Views, conversation: Conversation, user: User, app: App) {
    super(views, conversation, user);
    this.app = app;
  }

  protected override get defaultApp(): App {
    return this.app;
  }

  /**
   * Writes a text message to the bot: `im.message.receive_v1` goes to one client. Resolves with what came of it, at
   * the latest at the deadline.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  override async say(text: string): Promise<Delivery> {
    const [delivery] = await this.write(text);
    if (delivery !== undefined) return delivery;
    throw new ArgumentError("bad_argument", `The bot of ${this.app.appId} is no longer in this chat.`);
  }

  /**
   * Opens the chat: `im.chat.access_event.bot_p2p_chat_entered_v1` goes to one client.
   *
   * @throws EmulatorError `emulator_closed`
   */
  async enter(): Promise<Delivery> {
    const last = this.views.town.messages.inChat(this.conversation).at(-1);
    const event = chatEnteredEvent(this.chatId, this.user, this.app, last);
    return this.app.deliverEvent({ type: "im.chat.access_event.bot_p2p_chat_entered_v1", event });
  }

  /**
   * Chooses an entry of the bot's menu: `application.bot.menu_v6` goes to one client.
   *
   * @param key the entry's `event_key`, 30 characters at most
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  async menu(key: string): Promise<Delivery> {
    if (typeof key !== "string" || key === "" || key.length > MAX_MENU_KEY_LENGTH) {
      const message = `A menu entry has an event_key of 1 to ${MAX_MENU_KEY_LENGTH} characters. Pass that.`;
      throw new ArgumentError("bad_argument", message);
    }
    const event = menuEvent(key, this.user, this.app, this.views.town.now());
    return this.app.deliverEvent({ type: "application.bot.menu_v6", event });
  }
}
