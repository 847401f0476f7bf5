import type { App } from "../apps/app.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import { ChatView } from "./chat-view.ts";

/** A group as one of its people sees it. */
export class GroupChat extends ChatView {
  /** The first bot of the group. */
  protected override get defaultApp(): App {
    const [app] = this.conversation.bots;
    if (app !== undefined) return app;
    throw new ArgumentError("bad_argument", `The group ${this.chatId} has no bot. Add one with group.addBot().`);
  }

  /**
   * Writes a text message; `@` and the name of a member mentions that member. `im.message.receive_v1` goes to every bot
   * that hears it: by default those that are mentioned. Resolves with what came of each, in order of joining; empty
   * when no bot hears it.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  override async say(text: string): Promise<Delivery[]> {
    return this.write(text);
  }
}
