import type { App } from "../apps/app.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import { ChatView } from "./chat-view.ts";
import type { Conversation } from "./messages/conversation.ts";
import type { User } from "./people/user.ts";
import type { Views } from "./views.ts";

/** The chat of one person with one app's bot. */
export class Chat extends ChatView {
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
    const [delivery] = await this.send(text);
    if (delivery !== undefined) return delivery;
    throw new ArgumentError("bad_argument", `The bot of ${this.app.appId} is no longer in this chat.`);
  }
}
